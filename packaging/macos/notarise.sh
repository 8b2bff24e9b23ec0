#!/bin/sh
# Has the image notarised and staples the ticket to it: notarise.sh IMAGE.dmg
# HUANQING_NOTARY_PROFILE: a keychain profile that `xcrun notarytool store-credentials` made.
set -eu

image=$1
if [ -z "${HUANQING_NOTARY_PROFILE:-}" ]; then
    echo "HUANQING_NOTARY_PROFILE is not set: $image is not notarised; macOS will ask before it opens it."
    exit 0
fi
xcrun notarytool submit "$image" --keychain-profile "$HUANQING_NOTARY_PROFILE" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
