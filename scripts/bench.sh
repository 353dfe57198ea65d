#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Prints a table of measurements in Markdown, to be pasted into docs/benchmarks.md. A figure means little without the
# machine it came from, so a calibration figure of the same run heads the table.
set -euo pipefail
cd "$(dirname "$0")/.."

# Seconds that the machine needs to hash 512 MiB on one core: a yardstick that no change of ours moves.
calibrate() {
    local began ended
    began=$(date +%s%N)
    head -c 536870912 /dev/zero | sha256sum >/dev/null
    ended=$(date +%s%N)
    awk -v nanoseconds=$((ended - began)) 'BEGIN { printf "%.2f", nanoseconds / 1e9 }'
}

scripts/build-release.sh >&2

echo "## $(date -u +%Y-%m-%d)"
echo
echo "Machine: $(nproc) cores, $(awk -F ': ' '/model name/ { print $2; exit }' /proc/cpuinfo)," \
    "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo);" \
    "load at the start $(cut -d ' ' -f 1 /proc/loadavg); commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
echo
echo "| what | figure | calibration: SHA-256 of 512 MiB |"
echo "|---|---|---|"
calibration=$(calibrate)
readonly calibration

# Each measurement is a script scripts/bench/NAME.sh that prints lines "what<tab>figure".
shopt -s nullglob
for script in scripts/bench/*.sh; do
    "$script" | while IFS=$'\t' read -r what figure; do
        echo "| $what | $figure | $calibration s |"
    done
done
