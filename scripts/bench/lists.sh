#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The first pages of the lists of people, bodies, contacts and of the record with 50,000 rows each: the processor time of
# the program and of its database's processes for one request. Both databases where JIEDUI_BENCH_POSTGRES names a server
# with an empty database.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly rows="${ROWS:-50000}" seconds="${SECONDS_EACH:-4}" port=18097 password=Bench-pass-2026
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT

swift build -c release --product jiedui-bench >&2

# Ticks of the processor that the program and the connections of its database have used.
ticks() {
    local of="$server"
    if [[ $database == postgres* ]]; then
        of+=" $(psql -XAtq "$database" -c "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'
            AND datname = current_database() AND pid <> pg_backend_pid()")"
    fi
    # shellcheck disable=SC2086
    for process in $of; do cat "/proc/$process/stat"; done | awk '{ sum += $14 + $15 } END { print sum }'
}

# Prints the row of a page: measure PERSON PATH
measure() {
    local cookie before after
    cookie=$(cat "$folder/$1.cookie")
    wrk -t1 -c1 -d1s -H "Cookie: $cookie" "http://127.0.0.1:$port$2" >/dev/null
    before=$(ticks)
    wrk -t1 -c1 -d"${seconds}s" -H "Cookie: $cookie" "http://127.0.0.1:$port$2" >"$folder/wrk"
    after=$(ticks)
    if grep -q 'Non-2xx' "$folder/wrk"; then
        echo "$2: refused requests" >&2
        return 1
    fi
    awk -v label="${database%%:*}, $2 of $rows rows" -v ticks=$((after - before)) -v second="$(getconf CLK_TCK)" '
        /requests in/ { printf "%s\t%.2f ms of processor each\n", label, ticks * 1000 / second / $1 }' "$folder/wrk"
}

for database in "sqlite:$folder/bench.sqlite" ${JIEDUI_BENCH_POSTGRES:+"$JIEDUI_BENCH_POSTGRES"}; do
    where=(--database "$database" --data "$folder/data")
    .build/release/jiedui-bench lists "${where[@]}" --rows "$rows"
    person() { .build/release/jiedui user create "$@" "${where[@]}" --password-stdin <<<"$password" >/dev/null; }
    for duty in system security audit; do person "$duty" --role "$duty-admin"; done
    person keeper --role pairing-admin --pairing zhangjiajie-nanjing
    person nation --role national
    .build/release/jiedui serve --log error --port "$port" "${where[@]}" >"$folder/log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
        read -r -t 0.1 <> <(:) || true
    done
    for name in system security audit keeper nation; do
        python3 scripts/bench/sign-in.py "http://127.0.0.1:$port" "$name" "$password" Other-pass-2027x \
            >"$folder/$name.cookie"
    done
    for path in "/users" "/users?waiting=1" "/users?role=unit" "/users?q=person-4999"; do measure security "$path"; done
    measure keeper /users
    for path in "/organisations" "/organisations?unconfirmed=1" "/organisations?q=bureau+4999"; do
        measure nation "$path"
    done
    measure nation /contacts
    for path in "/audit" "/audit?action=contact.add" "/audit?result=refused"; do measure audit "$path"; done
    kill "$server"
    wait "$server" || true
    rm -rf "$folder/data"
done
