#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every check and every test. The last line says "N passed, N failed"; the exit code is 0 only where nothing failed.
# A failing step doesn't keep the later ones from running, so that one run shows all there is to mend.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

readonly results="$PWD/.build/results"
# Steps that failed without a test that says so.
extra_failures=0
declare -a failed_steps=()

# Each says how many seconds have passed since the beginning.
say() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }

# Runs a step whose tests write the file NAME*.xml. Where it fails and no test in that file did, the step itself counts.
step() {
    local name="$1"
    shift
    if "$@"; then return 0; fi
    if ! grep -qs '<failure\|<error' "$results/$name"*.xml; then
        echo "the step '$name' failed" >&2
        failed_steps+=("failed: the step '$name' as a whole, after $SECONDS s")
        extra_failures=$((extra_failures + 1))
    fi
    return 1
}

finish() {
    if [ -x scripts/postgres-test.sh ]; then scripts/postgres-test.sh stop >/dev/null 2>&1; fi
    say "result"
    # Without Python there was no set-up, and no test ran.
    if ! command -v python3 >/dev/null; then
        echo "0 passed, $extra_failures failed" | tee .build/test-summary
        exit 1
    fi
    shopt -s nullglob
    if [ "$extra_failures" -gt 0 ]; then printf '%s\n' "${failed_steps[@]}"; fi
    python3 scripts/sum-results.py "$extra_failures" "$results"/*.xml | tee .build/test-summary
    exit "${PIPESTATUS[0]}"
}

start_postgres() {
    JIEDUI_TEST_POSTGRES=$(scripts/postgres-test.sh start) && echo "$JIEDUI_TEST_POSTGRES"
}

# A test that hangs must not keep the last line from being printed.
swift_tests() {
    local status=0
    timeout --kill-after 30 1200 scripts/swift-debug.sh test --skip-build --disable-xctest \
        --xunit-output "$results/unit.xml" >"$results/unit.log" 2>&1 || status=$?
    if [ "$status" -eq 0 ]; then
        tail -n 1 "$results/unit.log"
    else
        grep -E '✘|↳|error:|Fatal|crash' "$results/unit.log" | head -n 400
        if [ "$status" -eq 124 ]; then echo "ended after 20 minutes; $results/unit.log says how far the tests came"; fi
    fi
    return "$status"
}

# The modules are dealt to as many processes as there are cores, each with a browser
# and an installation of its own.
browser_tests() {
    local cores
    cores=$(nproc)
    timeout --kill-after 30 1500 .venv/bin/python -m pytest Tests/Browser --junitxml "$results/browser.xml" \
        --numprocesses "$((cores < 4 ? cores : 4))" --dist loadfile --no-loadscope-reorder
}

api_tests() {
    timeout --kill-after 30 1200 .venv/bin/python -m pytest Tests/API --junitxml "$results/api.xml"
}

# Five minutes where changes are judged; a look at the machine of a developer (JIEDUI_FUZZ_TIME=300s for more). Runs
# beside the tests of the API and in a browser and takes what they leave: a browser waits a third of its time.
begin_fuzzing() {
    local amount="${JIEDUI_FUZZ_TIME:-}" cores
    cores=$(nproc)
    if [ -z "$amount" ]; then if [ "${CI:-}" = true ]; then amount=300s; else amount=30s; fi; fi
    JIEDUI_FUZZ_CORES="${JIEDUI_FUZZ_CORES:-$((cores > 1 ? cores - 1 : 1))}" \
        nice -n 15 timeout --kill-after 30 1800 scripts/fuzz.sh "$amount" >"$results/fuzz.log" 2>&1 &
    fuzzing=$!
}

end_fuzzing() {
    local status=0
    wait "$fuzzing" || status=$?
    grep -E '^(fuzz|finding):|Fatal error|ERROR:|SUMMARY' "$results/fuzz.log" || tail -n 40 "$results/fuzz.log"
    return "$status"
}

mkdir -p "$results"
rm -f "$results"/*.xml

say "set-up"
step set-up scripts/setup.sh test || finish
say "check"
step architecture scripts/check.sh
say "build"
step build scripts/swift-debug.sh build --build-tests || finish
say "PostgreSQL"
if step postgresql start_postgres; then export JIEDUI_TEST_POSTGRES; fi
say "unit, storage and HTTP tests"
step unit swift_tests
say "tests of the API by other programs"
begin_fuzzing
step api api_tests
say "browser tests"
step browser browser_tests
say "inputs made up to break the readers"
step fuzz end_fuzzing
finish
