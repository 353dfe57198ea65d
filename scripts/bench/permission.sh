#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A page of a ledger of 50,000 tasks: the bare queries, the same for a caller from whom nothing is hidden, and for one
# from whom nine pairings of ten are. Both databases where JIEDUI_BENCH_POSTGRES names a server with an empty database.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

swift build -c release --product jiedui-bench >&2
for database in "sqlite:$folder/bench.sqlite" ${JIEDUI_BENCH_POSTGRES:+"$JIEDUI_BENCH_POSTGRES"}; do
    where=(--database "$database" --data "$folder")
    .build/release/jiedui-bench ledger "${where[@]}" --tasks "${TASKS:-50000}"
    .build/release/jiedui-bench permission "${where[@]}"
done
