#!/bin/sh
# Names the libraries of the system that the program needs and does not find, and a missing font.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
missing=$(
    find "$here" -type f \( -name '*.so' -o -name '*.so.*' -o -name huanqing \) -print |
        while read -r file; do
            LD_LIBRARY_PATH=$here/_internal ldd "$file" 2>/dev/null || true
        done |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' |
        sort -u
)
status=0
if [ -n "$missing" ]; then
    echo "Missing system libraries:"
    printf '%s\n' "$missing" | sed 's/^/    /'
    echo "On Debian and Ubuntu the .deb brings them; or: sudo apt-get install \\"
    echo "    libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 \\"
    echo "    libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-xkb1 libwayland-cursor0 libgssapi-krb5-2"
    status=1
fi
if ! command -v fc-list >/dev/null 2>&1 || [ -z "$(fc-list :lang=zh family)" ]; then
    echo "No Chinese font was found; Chinese text would show as boxes: install Noto Sans CJK"
    echo "    Debian, Ubuntu: fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts; Arch: noto-fonts-cjk"
    status=1
fi
[ $status -ne 0 ] || echo "Everything that the program needs is there."
exit $status
