#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the reference of the source (its documentation comments) in .build/docs.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly output=.build/docs graphs=.build/symbol-graphs
rm -rf "$output" "$graphs"
mkdir -p "$graphs"
echo "docs: reading the declarations of the debug build"
swift build -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$graphs" \
    -Xswiftc -symbol-graph-minimum-access-level -Xswiftc package
for module in Sources/*/; do
    name=$(basename "$module")
    [ -e "$graphs/$name.symbols.json" ] || continue
    mkdir -p "$graphs/$name"
    mv "$graphs/$name".symbols.json "$graphs/$name"@*.symbols.json "$graphs/$name/" 2>/dev/null || true
    docc convert --additional-symbol-graph-dir "$graphs/$name" --fallback-display-name "$name" \
        --fallback-bundle-identifier "jiedui.$name" --output-path "$output/$name" >/dev/null
    echo "docs: $output/$name"
done
