# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Fuzz targets are the files tests/fuzz/NAME_fuzz.cpp. What a search finds is below build/fuzz/search/NAME.

verb_fuzz() {
    local name=${1:-} seconds=${2:-60}
    if [[ -z $name ]]; then
        fuzz_targets
        return
    fi
    grep -qx -- "$name" <<<"$(fuzz_targets)" ||
        die 2 "there is no fuzz target '$name'; there are: $(fuzz_targets | paste -sd ' ')"
    [[ $seconds =~ ^[1-9][0-9]*$ ]] || die 2 "SECONDS is a whole number, not '$seconds'"
    need_packages fuzz
    build_fuzzers "$name"
    fuzz "$name" -max_total_time="$seconds"
}

fuzz_targets() { basename -s _fuzz.cpp -a tests/fuzz/*_fuzz.cpp; }

build_fuzzers() {
    local name programs=()
    for name in "$@"; do programs+=("fuzz_$name" "fuzz_check_$name"); done
    configure fuzz
    build fuzz "${programs[@]}" >&2
}

# fuzz NAME OPTION…: one search by libFuzzer with these options of its own. 1 when it found something.
fuzz() {
    local name=$1 found=build/fuzz/search/$1 code=0
    shift
    rm -rf "$found/seeds"
    mkdir -p "$found/inputs" "$found/crashes"
    build/fuzz/fuzz/"fuzz_check_$name" write tests/data "$found/seeds" || return 1
    local folders=("$found/inputs" "$found/seeds")
    [[ ! -d tests/fuzz/corpus/$name ]] || folders+=("tests/fuzz/corpus/$name")
    # A small input that holds a program up for 10 s is a finding too.
    export UBSAN_OPTIONS=print_stacktrace=1
    build/fuzz/fuzz/"fuzz_$name" -max_len=4096 -timeout=10 -print_final_stats=1 -artifact_prefix="$found/crashes/" \
        "$@" "${folders[@]}" >"$found/log" 2>&1 || code=$?
    if ((code != 0)); then
        explain_crash "$name" "$found/log"
        return 1
    fi
    fuzz_figures "$name" "$found/log"
}

explain_crash() {
    local name=$1 log=$2 file
    grep -vE '^#[0-9]+[[:space:]]+(NEW|REDUCE|pulse|RELOAD) ' "$log" | tail -n 60 >&2
    file=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    say "$name failed. Input: ${file:-none was kept}. All that it printed: $log"
    [[ -z $file ]] || say "Again: build/fuzz/fuzz/fuzz_$name $file"
}

fuzz_figures() {
    awk -v name="$1" '
        / cov: / { for (i = 1; i < NF; ++i) if ($i == "cov:") coverage = $(i + 1) }
        /^Done / { runs = $2; seconds = $5 }
        /^stat::new_units_added:/ { added = $2 }
        END { printf "%-16s %8d runs in %4d s, %5d edges covered, %5d new inputs, no finding\n",
                     name, runs, seconds, coverage, added }' "$2"
}
