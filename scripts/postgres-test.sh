#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A throw-away PostgreSQL for the tests: a new cluster in a temporary folder on a free loopback port.
#   scripts/postgres-test.sh start [FOLDER]    prints its address; FOLDER (default .build/postgres-test) remembers it
#   scripts/postgres-test.sh stop [FOLDER]     stops it and removes it
set -eu

command=${1:-}
folder=${2:-$(dirname "$0")/../.build/postgres-test}

# initdb refuses to run as root.
as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

programs() {
    for candidate in /usr/lib/postgresql/*/bin; do [ -x "$candidate/initdb" ] && found=$candidate; done
    if [ -z "${found:-}" ]; then
        command -v initdb >/dev/null || { echo "postgres-test: install the package postgresql" >&2; exit 1; }
        found=$(dirname "$(command -v initdb)")
    fi
    echo "$found"
}

start() {
    if [ -f "$folder/url" ]; then
        if as_owner "$(programs)/pg_ctl" -D "$(cat "$folder/cluster")/data" status >/dev/null 2>&1; then
            cat "$folder/url"
            return
        fi
        stop
    fi
    bin=$(programs)
    cluster=$(mktemp -d "${TMPDIR:-/tmp}/jiedui-postgres.XXXXXX")
    if [ "$(id -u)" = 0 ]; then chown postgres "$cluster"; fi
    (cd "$cluster" && as_owner "$bin/initdb" -D "$cluster/data" -U jiedui -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$cluster.log" 2>&1) || { cat "$cluster.log" >&2; exit 1; }
    port=$(free_port)
    cat >>"$cluster/data/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$cluster'
fsync = off
synchronous_commit = on
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
logging_collector = off
SETTINGS
    (cd "$cluster" && as_owner "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -t 60 start >/dev/null) ||
        { cat "$cluster/log" >&2; exit 1; }
    mkdir -p "$folder"
    echo "$cluster" >"$folder/cluster"
    echo "postgres://jiedui@127.0.0.1:$port/postgres" >"$folder/url"
    cat "$folder/url"
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

stop() {
    [ -f "$folder/cluster" ] || return 0
    cluster=$(cat "$folder/cluster")
    case $cluster in
    */jiedui-postgres.*) ;;
    *) echo "postgres-test: $folder/cluster names no test cluster" >&2; exit 1 ;;
    esac
    if [ -d "$cluster" ]; then
        (cd "$cluster" && as_owner "$(programs)/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1) || true
        rm -rf "$cluster" "$cluster.log"
    fi
    rm -rf "$folder"
}

case $command in
start) start ;;
stop) stop ;;
*) sed -n '3,5s/^# *//p' "$0" >&2; exit 2 ;;
esac
