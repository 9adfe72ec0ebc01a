# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

# Proofs that take minutes carry this ctest label; only --full runs them.
LONG=full

verb_test() {
    local is_full=
    if [[ ${1:-} == --full ]]; then
        is_full=yes
        shift
    fi
    need_packages test
    need_python_tools
    if [[ $is_full ]]; then
        source tools/dev/lib/full_test.sh
        full_test "$@"
    else
        configure release
        build release
        run_tests release --no-tests=error --label-exclude "^$LONG\$" "$@"
    fi
}

# run_tests PRESET [CTEST ARG…]: the last lines are those of ctest, behind the figures that the tests measured.
run_tests() {
    local preset=$1 log=build/$1/ctest.log code=0
    shift
    export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(nproc)}
    ctest --test-dir "build/$preset" --output-on-failure "$@" | tee "$log" || code=$?
    print_figures "build/$preset/Testing/Temporary/LastTest.log"
    sed -n '/tests passed,/,$p' "$log"
    return "$code"
}

# What the proofs of docs/verification.md printed: ctest shows the output of tests that fail only.
print_figures() {
    [[ -f $1 ]] || return 0
    printf '\nFigures of this run\n'
    awk '
        / Testing: / { test = $3; next }
        test !~ /^(acceptance\/|core\/listener\/(malformed|wire)|core\/storage\/(faults|salvage|hostile)|core\/query|core\/snippets|fuzz)/ { next }
        /^QINFO  : / { sub(/^QINFO  : [A-Za-z]+::/, ""); sub(/^[A-Za-z]+\(\) /, ""); print "  " test ": " $0 }
        /every property held/ { print "  " test ": " $0 }
        /^SKIP   : / || /^figure: / { sub(/^figure: /, ""); print "  " test ": " $0 }' "$1" | sort
    printf '\n'
}
