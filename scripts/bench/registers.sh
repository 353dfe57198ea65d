#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Registers: rows entered in bulk and one by one, filtered and sorted pages, figures; first with few rows, then with
# many, so that growth shows. Both databases where JIEDUI_BENCH_POSTGRES names a server with an empty database.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly few="${FEW:-50000}" many="${ROWS:-500000}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

swift build -c release --product jiedui-bench >&2

for database in "sqlite:$folder/bench.sqlite" ${JIEDUI_BENCH_POSTGRES:+"$JIEDUI_BENCH_POSTGRES"}; do
    for rows in "$few" "$many"; do
        .build/release/jiedui-bench registers --database "$database" --data "$folder/data" --rows "$rows" |
            sed "s/^/${database%%:*}, $rows rows: /"
    done
    rm -rf "$folder/data"
done
