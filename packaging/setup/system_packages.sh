#!/bin/sh
# Installs what pip cannot: the shared libraries that Qt loads, a Chinese font, Python's venv module.
# Exit status: 0 all there; 3 the program runs, but perhaps not in a window; 1 it cannot run.
# HUANQING_SYSTEM_PACKAGES=no: look and report only, install nothing.
set -u

python=${PYTHON:-python3}
PATH=$PATH:/usr/sbin:/sbin # ldconfig is there, and not on every user's path

say() { printf '%s\n' "$*"; }

# Exit: 0 if $1 is Python 3.11 or later.
is_recent_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if [ "$(uname -s)" != Linux ]; then
    if is_recent_python "$python"; then
        exit 0 # the wheels for macOS and Windows bring everything, the systems have Chinese fonts
    fi
    say "Python 3.11 or later is needed and '$python' is not one: install it from https://www.python.org/downloads/"
    say "(or name another interpreter: PYTHON=python3.12 sh ...)."
    exit 1
fi

# Library file and Debian package: without the first group Qt does not load at all ...
headless_libraries='
libGL.so.1              libgl1
libEGL.so.1             libegl1
libxkbcommon.so.0       libxkbcommon0
libfontconfig.so.1      libfontconfig1
libfreetype.so.6        libfreetype6
libX11.so.6             libx11-6
libdbus-1.so.3          libdbus-1-3
libglib-2.0.so.0        libglib2.0-0
libgthread-2.0.so.0     libglib2.0-0
libzstd.so.1            libzstd1
libstdc++.so.6          libstdc++6
'
# ... and without the second it opens no window on X11 or Wayland.
window_libraries='
libX11-xcb.so.1         libx11-xcb1
libxkbcommon-x11.so.0   libxkbcommon-x11-0
libxcb-cursor.so.0      libxcb-cursor0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-image.so.0       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0
libxcb-render.so.0      libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0       libxcb-shape0
libxcb-shm.so.0         libxcb-shm0
libxcb-sync.so.1        libxcb-sync1
libxcb-util.so.1        libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1
libwayland-cursor.so.0  libwayland-cursor0
libwayland-egl.so.1     libwayland-egl1
'

# Prints the packages of those libraries of table $1 that the dynamic linker does not know.
missing_packages() {
    known=$(ldconfig -p 2>/dev/null)
    printf '%s' "$1" | while read -r library package; do
        [ -n "$library" ] || continue
        case $known in
        *"$library "*) ;;
        *) printf '%s\n' "$package" ;;
        esac
    done | sort -u
}

has_chinese_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]
}

# Sets: python_missing, headless_missing, window_missing, font_missing (package names, empty if nothing is missing).
look() {
    python_missing=
    if ! command -v "$python" >/dev/null 2>&1; then
        python_missing='python3 python3-venv'
    elif is_recent_python "$python" && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        python_missing=python3-venv
    fi
    headless_missing=$(missing_packages "$headless_libraries")
    window_missing=$(missing_packages "$window_libraries")
    font_missing=
    has_chinese_font || font_missing='fontconfig fonts-wqy-microhei'
}

# Prints the command prefix that gives root's rights, or fails.
become_root() {
    if [ "$(id -u)" -eq 0 ]; then
        printf 'env'
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        printf 'sudo -n env'
    else
        return 1
    fi
}

install_packages() {
    if [ "${HUANQING_SYSTEM_PACKAGES:-yes}" = no ]; then
        say "Installing system packages is switched off (HUANQING_SYSTEM_PACKAGES=no)."
        return 1
    fi
    if ! command -v apt-get >/dev/null 2>&1; then
        say "This is no Debian-like system: install what the named Debian packages hold with its own package manager."
        return 1
    fi
    if ! as_root=$(become_root); then
        say "Installing them needs root, and neither root nor sudo without a password is at hand."
        return 1
    fi
    # shellcheck disable=SC2086 # both hold several words
    $as_root apt-get update -q &&
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $wanted
}

look
wanted=$(printf '%s ' $python_missing $headless_missing $window_missing $font_missing)
if [ -n "${wanted% }" ]; then
    say "Missing system packages: $wanted"
    install_packages || say "They were not installed."
    look
fi

status=0
command_to_run() { say "    sudo apt-get install --no-install-recommends" "$@"; }
if [ -n "$font_missing" ]; then
    say "No Chinese font was found: Chinese text shows as boxes. To mend that:"
    command_to_run $font_missing
fi
if [ -n "$window_missing" ]; then
    say "Without these a window may not open:"
    command_to_run $window_missing
    status=3
fi
if [ -n "$headless_missing$python_missing" ]; then
    say "Without these the program does not run:"
    command_to_run $python_missing $headless_missing
    status=1
elif ! is_recent_python "$python"; then
    say "Python 3.11 or later is needed; '$python' is older. Name another one: PYTHON=python3.12 sh ..."
    status=1
fi
exit $status
