#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast workbooks are written, read and planned, in how much memory; beside it a C program that writes the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cc -O2 scripts/bench/write_sheet.c -lxlsxwriter -o "$folder/write_sheet"
read -r seconds megabytes <<<"$("$folder/write_sheet" "$folder/c.xlsx")"
printf 'sheets: write 100000 × 12 in C (calibration)\t%s s\n' "$seconds"
printf 'sheets: write in C, peak memory\t%s MB\n' "$megabytes"
swift build -c release --product jiedui-bench >&2
.build/release/jiedui-bench sheets "$folder"
# Into a database of its own, with figures and record; also into PostgreSQL where JIEDUI_BENCH_POSTGRES names an empty one.
for database in "sqlite:$folder/bench.sqlite" ${JIEDUI_BENCH_POSTGRES:+"$JIEDUI_BENCH_POSTGRES"}; do
    mkdir -p "$folder/data"
    .build/release/jiedui-bench import --database "$database" --data "$folder/data" | sed "s/^/sheets, ${database%%:*}: /"
    rm -rf "$folder/data"
done
