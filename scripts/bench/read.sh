#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How fast documents are read, and how much memory that takes: each size in a process of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift build -c release --product jiedui-bench >&2
sample=$(find Samples -name '*.txt' | sort | head -n 1)
for megabytes in 1 5 20 50; do
    .build/release/jiedui-bench read --megabytes "$megabytes" "$sample"
done
