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

# run_tests PRESET [CTEST ARG…]: the last lines are those of ctest.
run_tests() {
    local preset=$1
    shift
    export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(nproc)}
    ctest --test-dir "build/$preset" --output-on-failure "$@"
}
