#!/bin/sh
# Packs the bundle beside a link to /Applications: dmg.sh Huanqing.app IMAGE.dmg
# HUANQING_SIGN_IDENTITY: signs the image too.
set -eu

bundle=$1
image=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

cp -R "$bundle" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname "还清 Huanqing" -srcfolder "$stage" -fs HFS+ -format UDZO -imagekey zlib-level=9 "$image"
[ -z "${HUANQING_SIGN_IDENTITY:-}" ] || codesign --force --timestamp --sign "$HUANQING_SIGN_IDENTITY" "$image"
hdiutil verify "$image"
