#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Takes the pictures of README.md anew: the browser test makes them, two are kept in docs/images.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh test
scripts/swift-debug.sh build
.venv/bin/python -m pytest Tests/Browser/test_story.py -k "wide"
mkdir -p docs/images
for language in zh-Hans en; do
    cp "Tests/Browser/screenshots/05-draft.$language.wide.png" "docs/images/draft.$language.png"
done
ls -l docs/images
