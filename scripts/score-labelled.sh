#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Reads the labelled documents with the built program and scores each draft against its label with the shared
# score_plan.py, which also scores the sources. With arguments, only these documents. Prints what is below 1.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly folder=Tests/DocumentEngineTests/Labelled
readonly program="${JIEDUI:-.build/debug/jiedui}"
readonly scorer="${JIEDUI_SHARED:-../shared}/tools/score_plan.py"

if [ ! -f "$scorer" ]; then
    echo "skipped: $scorer is not there (JIEDUI_SHARED names the folder)"
    exit 0
fi
if [ ! -x "$program" ]; then
    echo "$program is not there: build it, or name another program with JIEDUI" >&2
    exit 1
fi

drafts="$(mktemp -d)"
trap 'rm -rf "$drafts"' EXIT

below_one() {
    python3 -c '
import json, sys
scores = json.load(sys.stdin)
short = {k: v for k, v in scores.items() if v is not None and v < 0.9995 and "." + k.rsplit(".", 1)[-1] not in
         (".precision", ".recall") and not k.startswith(("named", "targets", "obligations", "crosswalk"))}
print("  ".join(f"{k}={v:.3f}" for k, v in short.items()) or "whole")'
}

if [ $# -eq 0 ]; then
    for text in "$folder"/documents/*.txt; do set -- "$@" "$(basename "$text" .txt)"; done
fi
for name in "$@"; do
    "$program" parse --format json "$folder/documents/$name.txt" >"$drafts/$name.json"
    printf '%-34s ' "$name"
    python3 "$scorer" "$folder/labels/$name.json" "$drafts/$name.json" --text "$folder/documents/$name.txt" --json |
        below_one
done
