#!/bin/sh
# Sets up, checks the real content, and builds the site with its feed in site/.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh
.venv/bin/rodtrad check
.venv/bin/rodtrad build --out site
echo "Open site/index.html through a web server: .venv/bin/rodtrad serve"
