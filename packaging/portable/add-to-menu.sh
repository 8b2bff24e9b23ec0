#!/bin/sh
# Adds this folder's program to the menu of the user who runs it; --remove takes it out again.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}

refresh() {
    ! command -v update-mime-database >/dev/null 2>&1 || update-mime-database "$share/mime"
    ! command -v update-desktop-database >/dev/null 2>&1 || update-desktop-database "$share/applications"
}

(cd "$here/share" && find icons mime -type f) | while read -r file; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$share/$file"
    else
        mkdir -p "$share/$(dirname "$file")"
        cp "$here/share/$file" "$share/$file"
    fi
done

entry=$share/applications/huanqing.desktop
if [ "${1:-}" = --remove ]; then
    rm -f "$entry"
    refresh
    echo "Removed from the menu; your ledger stays in $share/huanqing."
    exit 0
fi
mkdir -p "$share/applications"
# In quotes, as the desktop entry format asks for a path with spaces.
quoted=$(printf '%s' "$here/huanqing" | sed 's/["`$\\]/\\&/g; s/[&|\\]/\\&/g')
sed "s|^Exec=huanqing |Exec=\"$quoted\" |" "$here/share/applications/huanqing.desktop" >"$entry"
refresh
echo "还清 is in the menu now. If you move this folder, run this again."
