#!/bin/sh
# Puts the certificate and the notary's profile into a keychain of their own, for a build machine.
# Takes CERTIFICATE (base64 of a .p12), CERTIFICATE_PASSWORD, IDENTITY, APPLE_ID, TEAM_ID and
# NOTARY_PASSWORD from the environment; those that are empty are left out, which is no error.
set -eu

if [ -z "${CERTIFICATE:-}" ]; then
    echo "No certificate: the bundle will be signed ad hoc."
    exit 0
fi
folder=${RUNNER_TEMP:-$(mktemp -d)}
keychain=$folder/huanqing.keychain-db
password=$(uuidgen)
printf '%s' "$CERTIFICATE" | base64 --decode >"$folder/certificate.p12"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$folder/certificate.p12" -P "$CERTIFICATE_PASSWORD" -A -t cert -f pkcs12 -k "$keychain"
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain"
security list-keychains -d user -s "$keychain" login.keychain
rm "$folder/certificate.p12"
[ -z "${GITHUB_ENV:-}" ] || echo "HUANQING_SIGN_IDENTITY=$IDENTITY" >>"$GITHUB_ENV"

if [ -n "${APPLE_ID:-}" ]; then
    xcrun notarytool store-credentials huanqing --keychain "$keychain" \
        --apple-id "$APPLE_ID" --team-id "$TEAM_ID" --password "$NOTARY_PASSWORD"
    [ -z "${GITHUB_ENV:-}" ] || echo "HUANQING_NOTARY_PROFILE=huanqing" >>"$GITHUB_ENV"
fi
