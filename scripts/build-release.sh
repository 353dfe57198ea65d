#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds .build/release/jiedui where a source is newer than the last build, so that a second start need not wait for
# SwiftPM to find out that there is nothing to do.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly stamp=.build/release-built
if [ -x .build/release/jiedui ] && [ -e "$stamp" ]; then
    # The folders count too: a removed or renamed file changes the folder that held it.
    newer=$(find Package.swift Sources -newer "$stamp" -print -quit)
    if [ -z "$newer" ]; then exit 0; fi
fi

echo "build: a release of Jiedui; the first time this takes some minutes"
mkdir -p .build
# Made before the build: what is edited meanwhile is newer and is built the next time.
touch "$stamp.next"
swift build -c release --product jiedui
mv "$stamp.next" "$stamp"
