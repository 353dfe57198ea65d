#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast documents are read, and how much memory that takes: one at four sizes, a file of many documents at two, and
# the slowest and the largest of all invented ones; each in a process of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product jiedui-bench >&2
sample=$(find Samples -name '*.txt' | sort | head -n 1)
for megabytes in 1 5 20 50; do
    .build/release/jiedui-bench read --megabytes "$megabytes" "$sample"
done
for megabytes in 5 20; do
    .build/release/jiedui-bench read --whole --megabytes "$megabytes" "$sample"
done
for document in Samples/*.txt Tests/DocumentEngineTests/Labelled/documents/*.txt; do
    .build/release/jiedui-bench read --megabytes 5 "$document" | sed "s|^|$(basename "$document" .txt), |"
done | awk -F '\t' '
    { split($2, figure, " ") }
    /processor time/ && (slowest == "" || figure[1] + 0 < least) { least = figure[1] + 0; slowest = $0 }
    /memory/ && figure[1] + 0 > most { most = figure[1] + 0; largest = $0 }
    END { print "the slowest of all: " slowest; print "the largest of all: " largest }'
