#!/usr/bin/env bash
# Gets Debian's Chromium where there is none; CHROMIUM names another one.
set -euo pipefail
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null && exit 0
echo 'installing chromium'
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
