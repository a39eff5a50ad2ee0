#!/bin/sh
# Sets up and runs everything that must hold: formatting, types, tests with coverage, browser tests included.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light libnginx-mod-http-brotli-static"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless" # veraPDF, and the HTML checker
for library in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
    libharfbuzz-subset.so.0:libharfbuzz-subset0; do
    .venv/bin/python -c "import ctypes; ctypes.CDLL('${library%%:*}')" 2>/dev/null || missing="$missing ${library#*:}"
done
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        echo "The tests need Chromium, Node with npm, nginx, Java and Pango: install them (Debian: apt-get install $missing)." >&2
        exit 2
    fi
fi
# The HTML checker. What else is named there is only for `rodtrad dev audit`.
stamp=tests/npm/node_modules/.rodtrad-lock
if ! cmp -s tests/npm/package-lock.json "$stamp"; then
    npm ci --prefix tests/npm --omit=dev --ignore-scripts --silent
    cp tests/npm/package-lock.json "$stamp"
fi
export NO_MKDOCS_2_WARNING=1
.venv/bin/ruff check
.venv/bin/ruff format --check
.venv/bin/mypy
.venv/bin/rodtrad schemas --check
.venv/bin/rodtrad fmt --check
.venv/bin/rodtrad check --strict
.venv/bin/python -m pytest -n "$(nproc 2>/dev/null || echo 2)" --dist loadfile --cov --cov-report=term --cov-fail-under=95 "$@"
