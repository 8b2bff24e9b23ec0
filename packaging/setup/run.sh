#!/bin/sh
# Sets everything up and opens the window; without a display, the same main job headless.
set -u

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$root" || exit 1

sh packaging/setup/system_packages.sh
case $? in
0 | 3) ;; # whether a window opens is tried below
*) exit 1 ;;
esac
sh packaging/setup/environment.sh || exit 1

# Exit: 0 if Qt reaches the display that the session names (if DISPLAY is stale, Qt aborts).
display_answers() {
    .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1
}

if [ "$(uname -s)" = Darwin ]; then
    exec .venv/bin/huanqing open --demo-if-new
elif [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    reason="no display (DISPLAY and WAYLAND_DISPLAY are not set)"
elif ! (display_answers) 2>/dev/null; then
    reason="the display '${WAYLAND_DISPLAY:-${DISPLAY:-}}' cannot be opened, or Qt lacks the libraries named above"
else
    exec .venv/bin/huanqing open --demo-if-new
fi

echo "$reason: running headless"
export QT_QPA_PLATFORM=offscreen
exec .venv/bin/huanqing tour --out build/tour
