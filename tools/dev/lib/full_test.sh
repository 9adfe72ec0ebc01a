# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The long proofs: every step runs, then a table says which held, for which commit, and how long they took.

RESULTS=()
# A step with nothing to run: neither passed nor failed.
NOTHING=77

full_test() {
    step "tests" release_tests "$@"
    step "long tests" long_tests "$@"
    step "asan-ubsan" sanitizer_tests asan-ubsan "$@"
    step "tsan" sanitizer_tests tsan "$@"
    step "headless-only" headless_build
    summary
}

# Each step in its own shell with -e of its own: `if` would switch it off.
step() {
    local name=$1 started=$SECONDS code=0
    shift
    say "$name"
    set +e
    (
        set -e
        "$@"
    )
    code=$?
    set -e
    RESULTS+=("$code|$name|$((SECONDS - started))")
}

release_tests() {
    configure release
    build release
    run_tests release --no-tests=error --label-exclude "^$LONG\$" "$@"
}

long_tests() {
    local found
    found=$(ctest --test-dir build/release --show-only --label-regex "^$LONG\$" "$@" | sed -n 's/^Total Tests: //p')
    [[ ${found:-0} != 0 ]] || return "$NOTHING"
    run_tests release --label-regex "^$LONG\$" "$@"
}

sanitizer_tests() {
    local preset=$1 launcher=()
    shift
    configure "$preset"
    build "$preset"
    # ThreadSanitizer of GCC 12 gives up where the kernel spreads addresses more widely than it knows.
    if [[ $preset == tsan ]] && setarch -R true 2>/dev/null; then launcher=(setarch -R); fi
    export UBSAN_OPTIONS=print_stacktrace=1
    export TSAN_OPTIONS="second_deadlock_stack=1 die_after_fork=0 suppressions=$PWD/tools/tsan.supp"
    export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(nproc)}
    "${launcher[@]}" ctest --test-dir "build/$preset" --output-on-failure --label-exclude "^$LONG\$" "$@"
}

headless_build() {
    configure headless-only
    build headless-only
    python3 -B tools/check_links.py build/headless-only/bin/mirrorscope-cli --forbid libQt
}

summary() {
    local result code name seconds word failed=0
    printf '\nFull test of %s\n' "$(commit)"
    for result in "${RESULTS[@]}"; do
        IFS='|' read -r code name seconds <<<"$result"
        case $code in
            0) word=passed ;;
            "$NOTHING") word=none ;;
            *) word=FAILED failed=1 ;;
        esac
        printf '  %-14s %-6s %4d s\n' "$name" "$word" "$seconds"
    done
    return "$failed"
}

commit() {
    local id
    id=$(git rev-parse --short=12 HEAD 2>/dev/null) || { echo "a tree without history"; return; }
    [[ -z $(git status --porcelain 2>/dev/null) ]] || id="$id with uncommitted changes"
    echo "$id"
}
