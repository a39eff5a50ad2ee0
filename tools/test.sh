#!/bin/sh
# Sets up and runs everything that must hold: formatting, types, tests with coverage, browser tests included.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light libnginx-mod-http-brotli-static"
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        echo "The tests need Chromium, Node and nginx: install them (Debian: apt-get install $missing)." >&2
        exit 2
    fi
fi
export NO_MKDOCS_2_WARNING=1
.venv/bin/ruff check
.venv/bin/ruff format --check
.venv/bin/mypy
.venv/bin/rodtrad schemas --check
.venv/bin/rodtrad fmt --check
.venv/bin/rodtrad check --strict
.venv/bin/python -m pytest -n "$(nproc 2>/dev/null || echo 2)" --dist loadfile --cov --cov-report=term --cov-fail-under=95 "$@"
