#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What can be known without building the program: format, scripts, architecture. Each check runs even where an earlier
# one failed; the exit code is the number of those that failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

failed=0
check() {
    local name="$1"
    shift
    if "$@"; then
        echo "check: $name: ok"
    else
        echo "check: $name: FAILED" >&2
        failed=$((failed + 1))
    fi
}

swift_format() {
    swift format lint --strict --recursive --parallel Package.swift Sources Benchmarks Tests Fuzzing ||
        { echo "'make format' mends most of this." >&2; return 1; }
}

shell_scripts() {
    local -a scripts
    local script bad=0
    mapfile -t scripts < <(find scripts -name '*.sh'; echo .ci/run)
    for script in "${scripts[@]}"; do bash -n "$script" || bad=1; done
    if command -v shellcheck >/dev/null; then
        shellcheck --severity=warning "${scripts[@]}" || bad=1
    else
        echo "note: shellcheck is not installed; only the syntax of the scripts was looked at"
    fi
    return "$bad"
}

python_scripts() {
    local -a scripts
    mapfile -t scripts < <(find Tests scripts -name '*.py' -not -path '*/.build/*')
    if [ "${#scripts[@]}" -eq 0 ]; then return 0; fi
    python3 - "${scripts[@]}" <<'PYTHON'
import ast, sys
bad = False
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        ast.parse(text, path)
    except SyntaxError as error:
        print(f"{path}:{error.lineno}: {error.msg}", file=sys.stderr)
        bad = True
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > 120:
            print(f"{path}:{number}: longer than 120 columns", file=sys.stderr)
            bad = True
sys.exit(bad)
PYTHON
}

architecture() {
    mkdir -p .build/results
    rm -f .build/results/architecture*.xml
    swift test --quiet --disable-xctest --package-path Tests/ArchitectureTests \
        --scratch-path .build/architecture --xunit-output "$PWD/.build/results/architecture.xml"
}

check "format of the Swift source" swift_format
check "shell scripts" shell_scripts
check "Python scripts" python_scripts
check "architecture" architecture
exit "$failed"
