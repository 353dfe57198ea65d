#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A throw-away mail server (OpenSMTPD) for the tests, on a free loopback port. It needs root, and sees folders of its
# own under /run and /var/spool, so that several can run beside each other.
#   scripts/mail-test.sh start FOLDER    prints its port; what is sent to anybody at office.test is written into the
#                                        pipe FOLDER/mail, all other mail is refused
#   scripts/mail-test.sh stop FOLDER     stops it
set -eu

command=${1:-}
folder=${2:?name a folder}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

listens() {
    python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)' "$1" 2>/dev/null
}

start() {
    [ -x /usr/sbin/smtpd ] || { echo "mail-test: install the package opensmtpd" >&2; exit 1; }
    port=$(free_port)
    mkdir -p "$folder"
    # The server writes as a user without rights.
    chmod 755 "$folder"
    mkfifo -m 666 "$folder/mail"
    cat >"$folder/smtpd.conf" <<SETTINGS
listen on 127.0.0.1 port $port
action "keep" mda "cat > $folder/mail" virtual { "@" = nobody }
match from any for domain "office.test" action "keep"
match from any for any reject
SETTINGS
    chmod 600 "$folder/smtpd.conf"
    unshare --mount sh -c '
        mount -t tmpfs tmpfs /run && mkdir -p /run/opensmtpd && mount -t tmpfs tmpfs /var/spool &&
        mkdir -m 711 /var/spool/smtpd && exec /usr/sbin/smtpd -d -f "$0/smtpd.conf"' "$folder" >"$folder/log" 2>&1 &
    echo $! >"$folder/pid"
    tries=0
    until listens "$port"; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || { cat "$folder/log" >&2; exit 1; }
        sleep 0.1
    done
    echo "$port"
}

case $command in
start) start ;;
stop) kill "$(cat "$folder/pid")" ;;
*) sed -n '3,8p' "$0" >&2; exit 2 ;;
esac
