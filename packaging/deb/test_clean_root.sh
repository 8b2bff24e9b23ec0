#!/bin/sh
# Installs the .deb on a Debian 12 that has nothing else, uses it, upgrades it and removes it.
#
#     sudo sh packaging/deb/test_clean_root.sh [PACKAGE.deb OLDER.deb]
#
# Without packages it builds both first (the older one is the same program under an older number).
# Needs root, a network with a Debian mirror, and: debootstrap, dpkg-dev, xvfb. Works in
# build/clean-root (OUT=FOLDER: elsewhere) and keeps screen.png and log.txt there.
set -eu

root_of_project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$root_of_project"
out=${OUT:-build/clean-root}
python=${PYTHON:-.venv/bin/python}
suite=${SUITE:-bookworm}
older=0.0.9

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
step() { printf '\n== %s\n' "$*"; }

[ "$(id -u)" -eq 0 ] || fail "a root of its own needs root: sudo sh $0"
missing=
for tool in debootstrap:debootstrap dpkg-shlibdeps:dpkg-dev Xvfb:xvfb; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${tool%%:*}" >/dev/null 2>&1 || missing="$missing ${tool#*:}"
done
[ -z "$missing" ] || fail "missing tools; sudo apt-get install$missing"
[ -x "$python" ] || fail "no $python: sh packaging/setup/environment.sh makes it"

mkdir -p "$out"
out=$(CDPATH='' cd -- "$out" && pwd)
clean=$out/root
base=$out/$suite.tar
display=

# Prints the processes that run inside the root: all of them are started here.
processes_in_root() {
    for each in /proc/[0-9]*; do
        [ "$(readlink "$each/root" 2>/dev/null)" != "$clean" ] || printf '%s\n' "${each#/proc/}"
    done
}
close_window() {
    for each in $(processes_in_root); do
        kill "$each" 2>/dev/null || true
    done
}
leave() {
    close_window
    [ -z "$display" ] || kill "$display" 2>/dev/null || true
    for place in proc tmp/.X11-unix; do
        ! mountpoint -q "$clean/$place" 2>/dev/null || umount "$clean/$place"
    done
}
trap leave EXIT
trap 'exit 1' INT TERM

in_root_version() { in_root dpkg --status huanqing | sed -n 's/^Version: //p'; }
apt_in_root() { in_root apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >>"$out/apt.log"; }
in_root() { chroot "$clean" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root "$@"; }
as_user() {
    # This user, and every path given to what runs here, are of the clean root alone.
    chroot --userspec=buyer "$clean" env -i PATH=/usr/bin:/bin LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8 \
        HOME=/home/buyer USER=buyer DISPLAY="${screen:-}" "$@"
}

if [ $# -ge 2 ]; then
    package=$1 older_package=$2
else
    step "build"
    "$python" packaging/package.py deb --out "$out/packages"
    "$python" packaging/package.py deb --out "$out/packages" --reuse --deb-version "$older"
    package=$(find "$out/packages" -name 'huanqing_*.deb' ! -name "*_${older}_*")
    older_package=$(find "$out/packages" -name "huanqing_${older}_*.deb")
fi

step "a root with nothing but $suite"
leave
rm -rf "$clean"
if [ ! -f "$base" ]; then
    debootstrap --variant=minbase "$suite" "$clean" >"$out/debootstrap.log" || fail "see $out/debootstrap.log"
    tar -C "$clean" -cf "$base.part" .
    mv "$base.part" "$base"
else
    mkdir -p "$clean"
    tar -C "$clean" -xf "$base"
fi
cp -L /etc/resolv.conf "$clean/etc/resolv.conf"
mount -t proc proc "$clean/proc"
in_root useradd --create-home buyer
for name in python3 python; do
    ! in_root sh -c "command -v $name" >/dev/null || fail "$name is there already"
done
cp "$package" "$clean/root/huanqing.deb"
cp "$older_package" "$clean/root/older.deb"
in_root apt-get update -q >"$out/apt.log"
echo "$(in_root dpkg-query --show | wc -l) packages, no Python"

step "install the older version with apt, without what is only recommended"
apt_in_root install /root/older.deb
fonts=$(in_root dpkg --list 'fonts-*' | sed -n 's/^ii  *\([^ ]*\).*/\1/p' | tr '\n' ' ')
echo "$(in_root_version), $(in_root dpkg-query --show | wc -l) packages; fonts that apt chose: $fonts"
grep -h 'Need to get' "$out/apt.log" || true

step "book a bill with it"
cp src/huanqing/samples/sample_jd_v2.csv "$clean/home/buyer/bill.csv"
as_user huanqing --version
as_user huanqing import /home/buyer/bill.csv
ledger=$clean/home/buyer/.local/share/huanqing/ledger.huanqing
[ -f "$ledger" ] || fail "no ledger at $ledger"

step "upgrade"
apt_in_root install /root/huanqing.deb
number=$(in_root_version)
[ "$number" != "$older" ] || fail "still $older"
echo "now $number; the ledger of before:"
as_user huanqing check
as_user huanqing statements

step "the smoke test, inside the root"
python3 packaging/smoke/smoke_test.py --chroot "$clean" --user buyer huanqing

step "the window, on a screen"
number_of_screen=57
mkdir -p /tmp/.X11-unix "$clean/tmp/.X11-unix"
chmod 1777 /tmp/.X11-unix
Xvfb ":$number_of_screen" -screen 0 1280x860x24 -ac -nolisten tcp >"$out/xvfb.log" 2>&1 &
display=$!
mount --bind /tmp/.X11-unix "$clean/tmp/.X11-unix"
screen=:$number_of_screen
# As the menu entry does it.
entry=$(sed -n 's/^Exec=\(.*\) %F$/\1/p' "$clean/usr/share/applications/huanqing.desktop")
# shellcheck disable=SC2086 # a command of several words
as_user $entry >"$out/window.log" 2>&1 &
DISPLAY=$screen "$python" packaging/deb/screen_picture.py "$out/screen.png" || fail "$(cat "$out/window.log")"
window=$(processes_in_root | tail -n 1)
[ -n "$window" ] || fail "the window is gone: $(cat "$out/window.log")"
echo "Qt's plugin for the screen: $(grep -o 'platforms/[^ ]*' "/proc/$window/maps" | sort -u)"
# The bill, by a second start, as a double click on it would.
as_user huanqing open /home/buyer/bill.csv
sleep 5
DISPLAY=$screen "$python" packaging/deb/screen_picture.py "$out/screen-import.png"
[ ! -s "$out/window.log" ] || { echo "the window said:"; cat "$out/window.log"; }
close_window
sleep 2

step "remove"
before=$(sha256sum <"$ledger")
apt_in_root remove huanqing
! in_root sh -c 'command -v huanqing' >/dev/null || fail "the command is still there"
left=$(find "$clean/usr" -name '*huanqing*' ! -path '*/dpkg/*' | head -n 5)
[ -z "$left" ] || fail "left behind: $left"
[ "$(sha256sum <"$ledger")" = "$before" ] || fail "the ledger changed"
echo "nothing of the program is left, the ledger stays: $(stat -c '%s bytes' "$ledger")"

step "passed"
