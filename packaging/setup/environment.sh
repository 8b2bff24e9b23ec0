#!/bin/sh
# Makes .venv with the program and its tools; does nothing while what they are made from is unchanged.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$root"
python=${PYTHON:-python3}
stamp=.venv/huanqing.stamp

# What the environment depends on: the project's metadata, the build, the place, the interpreter.
fingerprint() {
    cat pyproject.toml packaging/hatch_build.py
    printf '%s\n' "$root"
    "$python" -c 'import sys; print(sys.version, sys.base_prefix)'
}

wanted=$(fingerprint | cksum)
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    .venv/bin/python packaging/hatch_build.py # icons or translations may have changed
    exit 0
fi

echo "Setting up the environment in .venv (the first time this loads about 200 MB) ..."
# An environment that was moved, or whose interpreter is gone, cannot be mended.
if [ -d .venv ] && ! .venv/bin/python -c "import sys; sys.exit(sys.prefix != '$root/.venv')" 2>/dev/null; then
    rm -rf .venv
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
rm -f "$stamp"

install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" || {
        echo "pip could not install what the program needs: see its message above; is the network reachable?" >&2
        exit 1
    }
}

# The build's own needs first: a build in isolation would load the whole of Qt a second time.
.venv/bin/python -c '
import tomllib
with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["build-system"]["requires"], sep="\n")
' >.venv/build-requirements.txt
install --requirement .venv/build-requirements.txt
install --no-build-isolation --editable '.[dev,package]'
printf '%s\n' "$wanted" >"$stamp"
