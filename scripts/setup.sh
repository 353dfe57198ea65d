#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Brings the machine to where Jiedui can be built: scripts/setup.sh run|test|bench
# (bench: what is needed to measure)
# Each step looks first whether its work is already there, so that a second run needs neither time nor network.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly wanted="${1:-run}"
readonly vendor=Sources/Web/Resources/vendor
readonly bootstrap=/usr/share/javascript/bootstrap5

say() { printf 'set-up: %s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

# The packages of one section of the list, one a line.
packages_of() {
    awk -v section="[$1]" '{ sub(/#.*/, "") } /^\[/ { inside = ($1 == section); next } inside && NF { print $1 }' \
        scripts/debian-packages.txt
}

missing_packages() {
    local package
    for package in "$@"; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" in
            installed) ;;
            *) printf '%s\n' "$package" ;;
        esac
    done
}

# Prints the command word that makes the following one run as root; nothing where we are root.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then return 0; fi
    command -v sudo >/dev/null || return 1
    # Without a terminal nobody can answer a password prompt.
    if [ -t 0 ]; then echo sudo; else echo sudo -n; fi
}

install_packages() {
    local -a wanted_packages missing root
    local prefix
    mapfile -t wanted_packages < <(packages_of run; [ "$wanted" != test ] || packages_of test; [ "$wanted" != bench ] || packages_of bench)
    if ! command -v dpkg-query >/dev/null; then
        say "this is not Debian; please see to it that these are installed: ${wanted_packages[*]}"
        return 0
    fi
    # One look at all of them; only where something is absent is each asked for.
    if [ "$(dpkg-query -W -f '${db:Status-Status}\n' "${wanted_packages[@]}" 2>/dev/null | grep -cx installed)" \
        -ge "${#wanted_packages[@]}" ]; then return 0; fi
    mapfile -t missing < <(missing_packages "${wanted_packages[@]}")
    if [ "${#missing[@]}" -eq 0 ]; then return 0; fi
    if ! prefix=$(as_root); then
        fail "these Debian packages are missing and only root may install them. Run as root:
  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi
    read -r -a root <<<"$prefix"
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    "${root[@]}" apt-get -qq update </dev/null || say "the package lists could not be renewed; trying with the old ones"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 \
        install --no-install-recommends "${missing[@]}" </dev/null ||
        fail "apt-get could not install them. Check the network and /etc/apt/sources.list, then start again."
}

check_swift() {
    command -v swift >/dev/null ||
        fail "the command swift is not found. Install Swift 6.2 or later (https://www.swift.org/install) and put it on PATH."
}

make_environment() {
    if [ -x .venv/bin/pip ]; then return 0; fi
    say "creating the Python environment .venv"
    local python=/usr/bin/python3
    [ -x "$python" ] || python=python3
    rm -rf .venv
    "$python" -m venv .venv || fail "Python could not create .venv; is the package python3-venv installed?"
}

install_requirements() {
    local stamp=.venv/requirements.sha256
    if [ -e "$stamp" ] && sha256sum --status -c "$stamp" 2>/dev/null; then return 0; fi
    make_environment
    say "installing the pinned Python packages of the browser tests"
    .venv/bin/pip install --disable-pip-version-check --quiet --no-deps --require-hashes \
        -r scripts/python-requirements.txt ||
        fail "pip could not install scripts/python-requirements.txt; without network the tests cannot be set up."
    sha256sum scripts/python-requirements.txt >"$stamp"
}

pinned_sha256() { awk -v name="$1" '$2 == name { print $1 }' scripts/browser-assets.sha256; }
sha256_of() { sha256sum "$1" | cut -d ' ' -f 1; }

# Where the scripts stand in the wheels of scripts/browser-assets.txt: the wheel, the path in it, our name.
readonly fetched_scripts='django_htmx django_htmx/static/django_htmx/htmx-2.min.js htmx.min.js
panel panel/dist/bundled/echarts/echarts@6.0.0/dist/echarts.min.js echarts.min.js'

is_pinned() { [ -e "$1" ] && [ "$(sha256_of "$1")" = "$(pinned_sha256 "${2:-${1##*/}}")" ]; }

fetch_scripts() {
    local wheel path name absent=""
    while read -r wheel path name; do is_pinned "$vendor/$name" || absent="$absent $name"; done <<<"$fetched_scripts"
    if [ -z "$absent" ]; then return 0; fi
    local cache=.assets/wheels
    make_environment
    say "fetching$absent"
    .venv/bin/pip download --disable-pip-version-check --quiet --no-deps --require-hashes \
        -r scripts/browser-assets.txt -d "$cache" ||
        fail "the scripts of the pages could not be fetched from the Python package index; check the network, then start again."
    while read -r wheel path name; do
        .venv/bin/python - "$cache/$wheel"-*.whl "$path" "$vendor/$name.part" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, open(sys.argv[3], "wb") as target:
    target.write(wheel.read(sys.argv[2]))
PYTHON
        is_pinned "$vendor/$name.part" "$name" ||
            fail "the $name in the wheel $wheel is not the pinned one (scripts/browser-assets.sha256)."
        mv "$vendor/$name.part" "$vendor/$name"
    done <<<"$fetched_scripts"
}

copy_bootstrap() {
    local source name
    for source in css/bootstrap.min.css js/bootstrap.bundle.min.js; do
        name="${source##*/}"
        if cmp -s "$bootstrap/$source" "$vendor/$name"; then continue; fi
        [ -r "$bootstrap/$source" ] || fail "$bootstrap/$source is missing; install the package libjs-bootstrap5."
        [ "$(sha256_of "$bootstrap/$source")" = "$(pinned_sha256 "$name")" ] ||
            say "note: this Debian ships another Bootstrap 5 than the one Jiedui was tested with ($name); it is used as it is."
        cp "$bootstrap/$source" "$vendor/$name"
        say "copied $name"
    done
}

case "$wanted" in
    run | test | bench) ;;
    *) fail "usage: scripts/setup.sh run|test|bench" ;;
esac
install_packages
check_swift
mkdir -p "$vendor"
copy_bootstrap
fetch_scripts
if [ "$wanted" = test ]; then install_requirements; fi
