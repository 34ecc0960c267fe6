#!/usr/bin/env bash
# The commands behind Foxtrail: ./go serve, ./go test, ./go bench. No questions, and a second run starts at once.
set -euo pipefail
cd "$(dirname "$0")"

packages=(g++ cmake ninja-build ccache libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev librocksdb-dev libsodium-dev libutf8proc-dev libspdlog-dev
          catch2 libcli11-dev libxxhash-dev zlib1g-dev libzstd-dev libexpat1-dev libcsv-dev libhowardhinnant-date-dev curl wrk)

say() { printf '\033[1m== %s\033[0m\n' "$*"; }

install_missing() {
    local missing=()
    for package in "${packages[@]}"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    say "Installing ${missing[*]}"
    local as_root=(); [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" |
        sed -u -n 's/^Get:.* \([^ ]*\) [^ ]* [^ ]* \[\(.*\)\]$/   fetched \1, \2/p; s/^Setting up \([^ ]*\).*/   set up \1/p'
}

build() {  # preset, targets...
    local preset=$1; shift
    say "Building $* ($preset)"
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset"
    cmake --build --preset "$preset" --target "$@"
}

case "${1:-help}" in
serve)
    install_missing
    build release foxtraild foxtrail
    data=${2:-data}
    if [ ! -e "$data" ]; then
        say "Filling $data with a sample history of 200,000 events"
        rm -rf "$data.filling"  # one that was broken off is no history
        build/release/replay/foxtrail simulate --data "$data.filling" --events 200000 --seed 7 --until "$(date -u -d yesterday +%F)" --progress
        mv "$data.filling" "$data"
    fi
    say "Serving $data"
    exec build/release/http/foxtraild --data "$data" --port "${PORT:-8080}"
    ;;
test)
    install_missing
    preset=${2:-release}
    build "$preset" all
    say "Testing ($preset)"
    ctest --test-dir "build/$preset" --output-on-failure
    ;;
bench)
    install_missing
    build release foxtraild foxtrail foxtrail_bench
    exec build/release/bench/foxtrail_bench "${@:2}"
    ;;
*)
    echo "usage: ./go serve [DATA]   install what is missing, build, fill DATA (default: data) with a sample history when it is not there, serve on 127.0.0.1:8080"
    echo "       ./go test [PRESET]  install what is missing, build and run all tests; PRESET dev has sanitizers and warnings as errors"
    echo "       ./go bench [...]    install what is missing, build and measure"
    ;;
esac
