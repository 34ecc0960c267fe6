#!/usr/bin/env bash
# Runs the commands of the README and of docs/operations.md against a server of their own: each must succeed and print something.
set -euo pipefail
foxtraild=$1 foxtrail=$2
cd "$(dirname "$0")/.."
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

"$foxtrail" simulate --data "$work/data" --events 5000 --seed 7 2>/dev/null
"$foxtraild" --data "$work/data" --port 0 --free-mib-min 1 >"$work/said" 2>"$work/log" &
server=$!
for _ in $(seq 100); do grep -q serving "$work/said" && break; sleep 0.1; done
port=$(sed -n 's/.*127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/said")

count=0
while read -r line; do
    count=$((count + 1))
    line=${line//127.0.0.1:8080/127.0.0.1:$port}
    line=${line/#curl/curl -f}
    line=${line//--data data/--data $work\/data}
    line=${line/#foxtrail /$foxtrail }
    echo "$line"
    out=$(eval "$line")
    [ -n "$out" ] || { echo "printed nothing"; exit 1; }
done < <(sed -n 's/^    \(curl .*\|foxtrail .*\)$/\1/p' README.md docs/operations.md)
[ "$count" -ge 14 ] || { echo "only $count commands found"; exit 1; }

curl -fs "http://127.0.0.1:$port/v1/history/opp-7" | grep -q '"opportunity.created"'
kill -TERM "$server"; wait "$server"; server=
echo "$count commands of the docs do what they say"
