#!/bin/sh
# Makes .venv with the locked dependencies and the project itself. Does nothing when that is done already.
set -eu
cd "$(dirname "$0")/.."
# The distribution's Python is compiled with profiles, that of version managers seldom: it takes a tenth less time.
fit='import ensurepip, sys; sys.exit(sys.version_info < (3, 11))'
python=python3
/usr/bin/python3 -c "$fit" 2>/dev/null && python=/usr/bin/python3
python=${PYTHON:-$python}
stamp=.venv/.rodtrad-lock
if [ ! -f "$stamp" ] || ! cmp -s requirements.lock.txt "$stamp"; then
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock.txt
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
    cp requirements.lock.txt "$stamp"
fi
# As pip does with what it installs: else, where Python may write no bytecode, every start compiles all of it anew.
.venv/bin/python -m compileall -q tools/rodtrad
