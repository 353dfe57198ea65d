#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lets two writers meet on one draft, one person, one body and one row of a register 1,000 times (or as often as the
# argument says) on each database: exactly one wins each time and nothing is lost. Prints the figures for
# docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly races="${1:-1000}"
scripts/swift-debug.sh build --build-tests >&2
if [ -z "${JIEDUI_TEST_POSTGRES:-}" ]; then
    JIEDUI_TEST_POSTGRES=$(scripts/postgres-test.sh start)
    trap 'scripts/postgres-test.sh stop' EXIT
fi
export JIEDUI_TEST_POSTGRES JIEDUI_RACES="$races"
began=$(date +%s)
scripts/swift-debug.sh test --skip-build --disable-xctest --filter RaceTests
echo "$races races of two corrections, of two changes of a person, of a body and of a row, of a change and of a delivery" \
    "beside a removal, and of two deliveries; $((races / 2)) of two pages of a row, $((races / 10)) of two pages of a person" \
    "and of a body, $((races / 20)) of two adoptions on each of SQLite, PostgreSQL and PostgreSQL without accelerators:" \
    "$(($(date +%s) - began)) s, commit $(git rev-parse --short HEAD)"
