#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the reference of the source, from its documentation comments, as a web site in .build/docs/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly output=.build/docs graphs=.build/symbol-graphs
target=$(swift -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["target"]["triple"])')
readonly target

echo "docs: building what has changed"
scripts/swift-debug.sh build
rm -rf "$output" "$graphs"

# The modules of C libraries are found through their maps, their headers where pkg-config says.
declare -a maps
while IFS= read -r map; do
    maps+=(-Xcc "-fmodule-map-file=$map")
done < <(find .build/checkouts/*/Sources Sources -name module.modulemap)

for flag in $(pkg-config --cflags libarchive expat libpq xlsxwriter); do maps+=(-Xcc "$flag"); done

for module in .build/debug/Modules/*.swiftmodule; do
    name=$(basename "$module" .swiftmodule)
    [ -d "Sources/$name" ] || continue
    mkdir -p "$graphs/$name" "$output"
    swift-symbolgraph-extract -module-name "$name" -target "$target" -I .build/debug/Modules "${maps[@]}" \
        -minimum-access-level package -skip-synthesized-members -output-dir "$graphs/$name"
    docc convert --additional-symbol-graph-dir "$graphs/$name" --fallback-display-name "$name" \
        --fallback-bundle-identifier "jiedui.$name" --output-path "$output/$name" >/dev/null
    echo "docs: $output/$name"
done
echo "docs: read them with python3 -m http.server --directory $output/Domain, at /documentation/domain"
