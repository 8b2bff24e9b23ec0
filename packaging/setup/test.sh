#!/bin/sh
# Sets everything up and runs every check; all of them, even if one fails. Arguments go to pytest.
set -u

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$root" || exit 1

sh packaging/setup/system_packages.sh
case $? in
0 | 3) ;; # the tests open no window
*) exit 1 ;;
esac
sh packaging/setup/environment.sh || exit 1

[ "${CI:-}" != true ] || export NO_COLOR=1
export QT_QPA_PLATFORM=offscreen

failed=
check() {
    printf '\n== %s\n' "$1"
    shift
    "$@" || failed="$failed
    $*"
}

check "lint" .venv/bin/ruff check
check "format" .venv/bin/ruff format --check
check "types" .venv/bin/mypy
check "tests (with the layers)" .venv/bin/pytest -n 2 "$@"
check "the frozen program" sh packaging/frozen/test.sh

if [ -n "$failed" ]; then
    printf '\nFailed:%s\n' "$failed"
    exit 1
fi
printf '\nAll checks passed.\n'
