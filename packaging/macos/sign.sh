#!/bin/sh
# Signs the bundle from the inside out: sign.sh Huanqing.app
# HUANQING_SIGN_IDENTITY: the "Developer ID Application: ..." in the keychain; without it, ad hoc.
set -eu

bundle=$1
identity=${HUANQING_SIGN_IDENTITY:--}
entitlements=$(dirname -- "$0")/entitlements.plist

# The time server is only reached for a real identity: an ad hoc signature takes no time stamp.
stamp=--timestamp
[ "$identity" != - ] || stamp=--timestamp=none

sign() {
    codesign --force --options runtime "$stamp" --sign "$identity" --entitlements "$entitlements" "$1"
}

find "$bundle/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print | while read -r library; do
    sign "$library"
done
find "$bundle/Contents" -depth -type d -name '*.framework' -print | while read -r framework; do
    sign "$framework"
done
sign "$bundle/Contents/MacOS/huanqing"
sign "$bundle"
codesign --verify --deep --strict --verbose=2 "$bundle"
