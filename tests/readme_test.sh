#!/usr/bin/env bash
# Runs what the README and the pages in docs tell people to run: each command must succeed and print something. What they link to is there.
set -euo pipefail
foxtraild=$1 foxtrail=$2 bench=$3
cd "$(dirname "$0")/.."
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

fail() { echo "$*"; exit 1; }

# Waits until the server, which writes there, says that it serves, and prints its port.
port_of() {
    until grep -qs 'serving.*http' "$1"; do kill -0 "$server" 2>/dev/null || { cat "$1" >&2; return 1; }; sleep 0.1; done
    sed -n 's/.*127\.0\.0\.1:\([0-9]*\).*/\1/p' "$1"
}

"$foxtrail" simulate --data "$work/data" --events 5000 --seed 7 2>/dev/null
"$foxtraild" --data "$work/data" --port 0 --free-mib-min 1 >"$work/said" 2>"$work/log" &
server=$!
port=$(port_of "$work/said")

count=0
while read -r line; do
    count=$((count + 1))
    line=${line//127.0.0.1:8080/127.0.0.1:$port}
    line=${line/#curl/curl -f}
    line=${line//--data data/--data $work\/data}
    line=${line/#foxtrail /$foxtrail }
    echo "$line"
    out=$(eval "$line")
    [ -n "$out" ] || fail "printed nothing"
done < <(sed -n 's/^    \(curl .*\|foxtrail .*\)$/\1/p' README.md docs/operations.md)
[ "$count" -ge 14 ] || fail "only $count commands found"

kill -TERM "$server"; wait "$server"; server=

# The import of docs/import.md: its command, with its mapping of an event log, on two lines of such a log.
awk '/^```/ { if (inside) inside = 0; else inside = ++block; next } inside == 2' docs/import.md >"$work/map.json"
printf 'case_id,activity,timestamp,resource,state,client,priority,note\n1,Assign,2026-01-05T09:00:00,Li Wei,complete,Acme,high,\n1,Closed,2026-01-06T09:00:00,Li Wei,complete,Acme,high,\n' >"$work/log.csv"
line=$(sed -n 's/^    \(foxtrail import .*\)$/\1/p' docs/import.md | tr -d '[]')
[ -n "$line" ] || fail "docs/import.md names no command"
line=${line/#foxtrail /$foxtrail } line=${line/ FILE/ $work/log.csv} line=${line/ MAP/ $work/map.json}
line=${line/ DIR/ $work/imported} line=${line/ REFUSED.csv/ $work/refused.csv}
echo "$line"
eval "$line" >"$work/said" 2>&1 || { cat "$work/said"; fail "the import failed"; }
grep -q 'opportunity.won' <<<"$("$foxtrail" events --data "$work/imported")" || fail "the import has not recorded the outcome"

# Both programs, the bench and ./go say what they take, and every option and preset that the pages name is among it.
for program in "$foxtraild" "$foxtrail"; do grep -q -- --help <<<"$("$program" --help)" || fail "$program --help"; done
grep -q -- --events <<<"$("$bench" --help)" || fail "the bench has no --events"
./go help >"$work/usage"
for command in serve test bench; do
    grep -q "\./go $command" README.md && grep -q "\./go $command" "$work/usage" || fail "./go help and the README do not name $command alike"
done
[ "$(./go)" = "$(cat "$work/usage")" ] || fail "./go alone does not say how it is used"
while read -r preset; do
    grep -q "\"name\": \"$preset\"" CMakePresets.json || fail "there is no preset $preset"
done < <(grep -oh '\./go test [a-z]\+' README.md docs/*.md "$work/usage" | awk '{print $3}' | sort -u)

# ./go serve, which fills a folder of its own: only where nothing has to be installed or built for it.
changed() { find "${@:2}" -name '*.?pp' -newer "$1" -print -quit; }
packages=$(sed -n '/^packages=(/,/)$/p' go | sed 's/packages=//' | tr -d '()')
if [ "$foxtraild" -ef build/release/http/foxtraild ] && dpkg -s $packages >"$work/packages" 2>&1 &&
    [ -z "$(changed "$foxtraild" core events commands projections http)$(changed "$foxtrail" replay)" ]; then
    PORT=0 ./go serve "$work/filled" >"$work/served" 2>&1 &
    server=$!
    port=$(port_of "$work/served")
    grep -q '"opportunity.created"' <<<"$(curl -fs "http://127.0.0.1:$port/v1/history/opp-7")" || { cat "$work/served"; fail "./go serve does not serve"; }
    kill -TERM "$server"; wait "$server"; server=
else
    echo "SKIPPED: ./go serve would install or build something first"
fi

# Links and names of files.
while IFS=: read -r page link; do
    [ -e "$(dirname "$page")/$link" ] || fail "$page links to $link, which is not there"
done < <(grep -o '](\([a-zA-Z][a-zA-Z0-9_./-]*\))' README.md ARCHITECTURE.md CHANGELOG.md docs/*.md docs/adr/*.md | sed 's/](\(.*\))/\1/')
while IFS=: read -r page file; do
    [ -e "$file" ] || fail "$page names $file, which is not there"
done < <(grep -o '`[a-z_]\+/[a-zA-Z_/]*\.\(cpp\|hpp\|txt\|sh\)`' README.md ARCHITECTURE.md docs/limits.md docs/operations.md docs/import.md | tr -d '`')
echo "$count commands of the docs do what they say"
