#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Feeds the readers with made-up input: scripts/fuzz.sh AMOUNT [TARGET…]
#   AMOUNT  300s: so many seconds in all, on all cores (JIEDUI_FUZZ_CORES); 1000000: so many inputs in all
#   TARGET  some of Tests/FuzzTests/FuzzTarget.swift; all without
# No input may end the program, take longer than a second or more than 1 GB. A finding is minimised and kept in
# Tests/FuzzTests/Findings/TARGET, where the ordinary tests run it; the exit code is 1 where there was one.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly folder="$PWD/.build/fuzzing-corpus"
# Without the address sanitizer a run tries several times as much: JIEDUI_FUZZ_SANITIZERS=fuzzer for long ones.
readonly sanitizers="${JIEDUI_FUZZ_SANITIZERS:-fuzzer,address}"
readonly scratch=".build/fuzzing/${sanitizers/,/-}"
readonly program="$PWD/$scratch/release/fuzz"
readonly findings="$PWD/Tests/FuzzTests/Findings"
readonly cores="${JIEDUI_FUZZ_CORES:-$(nproc)}"
readonly -a limits=(-timeout=1 -rss_limit_mb=1024 -max_len=4000 -print_final_stats=1 -verbosity=1)
# Leaks are not looked for: Swift's runtime keeps its tables to the end.
export ASAN_OPTIONS="detect_leaks=0:quarantine_size_mb=16:malloc_context_size=3:max_malloc_fill_size=0"
export SWIFT_BACKTRACE=enable=no

# Whether this toolchain has the fuzzer and the sanitizer.
has_runtime() {
    local try status=0
    try=$(mktemp -d)
    echo '@_cdecl("LLVMFuzzerTestOneInput") public func one(_: UnsafePointer<UInt8>, _: Int) -> CInt { 0 }' >"$try/a.swift"
    swiftc "-sanitize=$sanitizers" -use-ld=lld -parse-as-library "$try/a.swift" -o "$try/a" \
        >"$try/log" 2>&1 &&
        ASAN_OPTIONS=detect_leaks=0 "$try/a" -runs=1 >>"$try/log" 2>&1 || { tail -n 3 "$try/log" >&2; status=1; }
    rm -rf "$try"
    return "$status"
}

build() {
    local -a options=(-c release --product fuzz -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing)
    if [[ "$sanitizers" == *address* ]]; then options+=(--sanitize address); fi
    swift build --package-path Fuzzing --scratch-path "$scratch" "${options[@]}"
}

# Minimises the input and keeps it for the tests; says what went wrong with it.
keep() {
    local target="$1" input="$2" kind name
    kind=$(basename "$input")
    kind="${kind%%-*}"
    mkdir -p "$findings/$target"
    if [ "$kind" = crash ]; then
        timeout 60 "$program" -minimize_crash=1 -max_total_time=30 -timeout=1 -exact_artifact_path="$input.small" \
            "$input" >/dev/null 2>&1 || true
        [ -s "$input.small" ] && mv "$input.small" "$input"
    fi
    name="$kind-$(sha1sum "$input" | cut -c 1-12)"
    "$program" "${limits[@]}" "$input" 2>&1 | grep -m 3 -E 'Fatal error|ERROR:|SUMMARY' >&2 || true
    mv "$input" "$findings/$target/$name"
    echo "finding: $findings/$target/$name"
}

# Whether the input fails again by itself: on a busy machine a second passes without fault of the reader's.
fails_again() {
    for _ in 1 2 3; do
        if "$program" "${limits[@]}" "$1" >/dev/null 2>&1; then return 1; fi
    done
}

# Runs one target until its share is used up. Prints "TARGET INPUTS FINDINGS" at the end of its log.
run_target() {
    local target="$1" seconds="$2" runs="$3" artifacts="$folder/$1-artifacts" tried=0 found=0 log input
    local end=$((SECONDS + seconds))
    export JIEDUI_FUZZ_TARGET="$target"
    mkdir -p "$artifacts"
    log="$folder/$target.log"
    while [ "$SECONDS" -lt "$end" ] && [ "$tried" -lt "$runs" ] && [ "$found" -lt 5 ]; do
        local status=0
        "$program" "${limits[@]}" -dict="$folder/$target.dict" -artifact_prefix="$artifacts/" \
            -max_total_time=$((end - SECONDS)) -runs=$((runs - tried)) -reload=0 \
            "$folder/$target-grown" "$folder/$target" >"$log" 2>&1 || status=$?
        tried=$((tried + $(awk '/number_of_executed_units/ { print $2 + 0; exit }' "$log" || echo 0) + 0))
        for input in "$artifacts"/*; do
            if [ -e "$input" ] && fails_again "$input"; then
                keep "$target" "$input"
                found=$((found + 1))
            fi
            rm -f "$input"
        done
        if [ "$status" -ne 0 ] && ! grep -q 'Test unit written to' "$log"; then
            tail -n 20 "$log" >&2
            found=$((found + 1))
        fi
    done
    echo "$target $tried $found" >"$folder/$target.result"
}

# Writes the results as the other tests do, a case for each target.
report() {
    local target inputs found total=0 findings_total=0
    mkdir -p .build/results
    {
        echo '<testsuites><testsuite name="fuzz">'
        for target in "$@"; do
            read -r target inputs found <"$folder/$target.result" || { inputs=0; found=1; }
            total=$((total + inputs))
            findings_total=$((findings_total + found))
            echo "<testcase classname=\"fuzz\" name=\"$target: $inputs inputs\">"
            [ "$found" -eq 0 ] || echo "<failure message=\"$found findings\"/>"
            echo '</testcase>'
            echo "fuzz: $target: $inputs inputs, $found findings" >&2
        done
        echo '</testsuite></testsuites>'
    } >.build/results/fuzz.xml
    echo "fuzz: $total inputs, $findings_total findings"
    [ "$findings_total" -eq 0 ] && [ "$total" -gt 0 ]
}

main() {
    local amount="${1:?how long? 300s, or a number of inputs}" target seconds=100000000 runs=1000000000000
    shift
    if ! has_runtime; then
        echo "fuzz: this Swift has no runtime of libFuzzer and the address sanitizer; nothing was tried" >&2
        # Where changes are judged, nothing tried is not a pass.
        [ "${CI:-}" != true ] || exit 1
        exit 0
    fi
    build >&2
    local -a targets=("$@")
    [ "${#targets[@]}" -gt 0 ] ||
        mapfile -t targets < <(sed -n 's/^    case \([a-z]*\)$/\1/p' Tests/FuzzTests/FuzzTarget.swift)
    python3 scripts/fuzz/make_seeds.py "$folder"
    case "$amount" in
        *s) seconds=$((${amount%s} * (cores < ${#targets[@]} ? cores : ${#targets[@]}) / ${#targets[@]})) ;;
        *) runs=$((amount / ${#targets[@]})) ;;
    esac
    for target in "${targets[@]}"; do
        mkdir -p "$folder/$target-grown"
        rm -f "$folder/$target.result"
    done
    printf '%s\n' "${targets[@]}" | xargs -P "$cores" -I TARGET "$0" --one TARGET "$seconds" "$runs"
    report "${targets[@]}"
}

if [ "${1:-}" = --one ]; then
    run_target "$2" "$3" "$4"
else
    main "$@"
fi
