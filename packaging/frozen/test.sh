#!/bin/sh
# Freezes the program and runs the smoke test on it; where its tools are missing, says so and passes.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$root"
python=${HUANQING_PYTHON:-.venv/bin/python}
out=${OUT:-build/frozen-test}

if ! PYTHON=$python sh packaging/frozen/tools.sh; then
    echo "SKIPPED: the frozen program is not tried on this machine, for want of the tools named above."
    exit 0
fi
"$python" packaging/package.py frozen --out "$out"
"$python" packaging/smoke/smoke_test.py "$out/frozen/dist/huanqing/huanqing"
