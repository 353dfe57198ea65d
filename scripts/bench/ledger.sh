#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The first page of a ledger of 50,000 tasks, signed in and permission-filtered, beside the bare framework that runs the
# page's SQL without session, permission, count or template. Requests a second on one connection pool of eight, and
# the processor time that each request costs, which other work on the machine hardly moves.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly tasks="${TASKS:-50000}" seconds="${SECONDS_EACH:-8}"
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
readonly where=(--database "${JIEDUI_BENCH_DATABASE:-sqlite:$folder/bench.sqlite}" --data "$folder")
readonly password=Bench-pass-2026

swift build -c release --product jiedui-bench >&2
.build/release/jiedui-bench ledger "${where[@]}" --tasks "$tasks"
person() { .build/release/jiedui user create "$@" "${where[@]}" --password-stdin <<<"$password" >/dev/null; }
for role in system security audit; do person "bench-$role" --role "$role-admin"; done
person bench-nation --role national
person bench-pair --role observer --pairing zhangjiajie-nanjing

# Starts a server and waits for its port: serve NAME COMMAND…
serve() {
    local name="$1" port="$2"
    shift 2
    "$@" --port "$port" "${where[@]}" >"$folder/$name.log" 2>&1 &
    echo $! >"$folder/$name.pid"
    for _ in $(seq 100); do
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
        read -r -t 0.1 <> <(:) || true
    done
    cat "$folder/$name.log" >&2
    return 1
}
ticks() { awk '{ print $14 + $15 }' "/proc/$(cat "$folder/$1.pid")/stat"; }

# Prints the row of one server: measure LABEL NAME wrk-arguments…
measure() {
    local label="$1" name="$2" before after
    shift 2
    wrk -t1 -c8 -d2s "$@" >/dev/null
    before=$(ticks "$name")
    wrk -t1 -c8 -d"${seconds}s" --latency "$@" >"$folder/wrk"
    after=$(ticks "$name")
    if grep -q 'Non-2xx' "$folder/wrk"; then
        echo "$label: refused requests" >&2
        return 1
    fi
    awk -v label="$label" -v ticks=$((after - before)) -v second="$(getconf CLK_TCK)" '
        /requests in/ { requests = $1 } /Requests\/sec/ { rate = $2 } $1 == "99%" { slow = $2 }
        END { printf "%s\t%.0f a second, 99 %% below %s, %.2f ms of processor each\n",
              label, rate, slow, ticks * 1000 / second / requests }' "$folder/wrk"
}

serve pages 18095 .build/release/jiedui serve --log error
serve bare 18096 .build/release/jiedui-bench bare
cookie() { python3 scripts/bench/sign-in.py http://127.0.0.1:18095 "$1" "$password" Other-pass-2027x; }
nation=$(cookie bench-nation)
pair=$(cookie bench-pair)
for round in 1 2; do
    measure "bare framework, same SQL ($round)" bare http://127.0.0.1:18096/tasks
    measure "ledger page of $tasks tasks, all visible ($round)" pages -H "Cookie: $nation" http://127.0.0.1:18095/tasks
    measure "ledger page, one pairing of twenty visible ($round)" pages -H "Cookie: $pair" http://127.0.0.1:18095/tasks
done
