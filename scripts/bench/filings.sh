#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Reporting cycles of 20 pairings with 60 bodies and 30 shares each, beside ten years of history: opening, reading, and 500
# bodies that hand in over HTTP within one minute, each by its own token. Both databases where JIEDUI_BENCH_POSTGRES names a
# server with an empty database. BINARIES is where the two programs lie, where they are built already.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly port=18098
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT

if [[ -z ${BINARIES:-} ]]; then
    swift build -c release --product jiedui-bench >&2
    BINARIES=.build/release
fi

for database in "sqlite:$folder/bench.sqlite" ${JIEDUI_BENCH_POSTGRES:+"$JIEDUI_BENCH_POSTGRES"}; do
    where=(--database "$database" --data "$folder/data")
    "$BINARIES/jiedui-bench" filings "${where[@]}" --tokens "$folder/tokens"
    JIEDUI_API_REQUESTS_PER_MINUTE=1000000 "$BINARIES/jiedui" serve --log error --port "$port" "${where[@]}" \
        >"$folder/log" 2>&1 &
    server=$!
    for _ in $(seq 600); do
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
        read -r -t 0.1 <> <(:) || true
    done
    python3 scripts/bench/hand-in.py "127.0.0.1:$port" "$folder/tokens" "${database%%:*}" "${SECONDS_FOR_ALL:-60}"
    kill "$server"
    wait "$server" || true
    rm -rf "$folder/data"
done
