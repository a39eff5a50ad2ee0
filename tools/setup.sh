#!/bin/sh
# Makes .venv with the locked dependencies and the project itself. Does nothing when that is done already.
set -eu
cd "$(dirname "$0")/.."
# A Python that was compiled without optimisation, as version managers do, takes a tenth longer for everything.
fast='import ensurepip, sys, sysconfig
sys.exit(sys.version_info < (3, 11) or "--enable-optimizations" not in (sysconfig.get_config_var("CONFIG_ARGS") or ""))'
python=${PYTHON:-python3}
if [ -z "${PYTHON:-}" ] && ! python3 -c "$fast" 2>/dev/null && /usr/bin/python3 -c "$fast" 2>/dev/null; then
    python=/usr/bin/python3
fi
stamp=.venv/.rodtrad-lock
if [ ! -f "$stamp" ] || ! cmp -s requirements.lock.txt "$stamp"; then
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock.txt
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
    cp requirements.lock.txt "$stamp"
fi
