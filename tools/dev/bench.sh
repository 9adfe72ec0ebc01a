# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

verb_bench() {
    need_packages test
    configure release
    local names name=${1:-}
    names=$(targets release bench_ | sed 's/^bench_//')
    [[ -n $names ]] || die 2 "there are no benchmarks in this tree yet"
    if [[ -z $name ]]; then
        printf '%s\n' "$names"
        return
    fi
    grep -qx -- "$name" <<<"$names" || die 2 "there is no benchmark '$name'; there are: ${names//$'\n'/ }"
    shift
    build release "bench_$name" >&2
    exec "build/release/bench/bench_$name" "$@"
}
