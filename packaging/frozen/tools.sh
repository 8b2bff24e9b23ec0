#!/bin/sh
# Installs what freezing needs beside pip's packages: binutils, and Python as a shared library.
# Exit status: 0 all there; 3 something is missing, which is named.
# HUANQING_SYSTEM_PACKAGES=no: look and report only, install nothing.
set -u

python=${PYTHON:-python3}

# Prints the Debian packages that are missing.
missing_packages() {
    if ! command -v objdump >/dev/null 2>&1 || ! command -v strip >/dev/null 2>&1; then
        echo binutils
    fi
    "$python" - <<'END'
import sys
import sysconfig
from pathlib import Path

version = f"{sys.version_info.major}.{sys.version_info.minor}"
names = (f"libpython{version}.so.1.0", sysconfig.get_config_var("INSTSONAME") or "none")
folders = (
    sysconfig.get_config_var("LIBDIR") or "/usr/lib",
    f"/usr/lib/{sysconfig.get_config_var('MULTIARCH') or ''}",
)
if not any(Path(folder, name).exists() for folder in folders for name in names if ".so" in name):
    print(f"libpython{version}")
END
}

[ "$(uname -s)" = Linux ] || exit 0
wanted=$(missing_packages | tr '\n' ' ')
[ -n "$wanted" ] || exit 0

echo "Freezing needs system packages that are missing: $wanted"
prefix=
[ "$(id -u)" -eq 0 ] || prefix='sudo -n'
if [ "${HUANQING_SYSTEM_PACKAGES:-yes}" != no ] && command -v apt-get >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # both hold several words
    if [ -z "$prefix" ] || $prefix true 2>/dev/null; then
        $prefix env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $wanted ||
            { $prefix apt-get update -q &&
                $prefix env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $wanted; }
    fi
fi
wanted=$(missing_packages | tr '\n' ' ')
[ -n "$wanted" ] || exit 0
echo "They were not installed: sudo apt-get install $wanted"
echo "(A Python that is built by hand needs: ./configure --enable-shared)"
exit 3
