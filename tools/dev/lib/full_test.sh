# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The long proofs: every step runs, then a table says which held, for which commit, and how long they took.

source tools/dev/fuzz.sh

RESULTS=()
# A step with nothing to run: neither passed nor failed.
NOTHING=77
# One line for each fuzz target that found nothing.
FUZZ_FIGURES=build/fuzz/figures

full_test() {
    step "tests" release_tests "$@"
    step "long tests" long_tests "$@"
    step "asan-ubsan" sanitizer_tests asan-ubsan "$@"
    step "tsan" sanitizer_tests tsan "$@"
    step "headless-only" headless_build
    step "fuzz" fuzz_all
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
    local benches
    configure release
    mapfile -t benches < <(targets release bench_)
    build release all "${benches[@]}"
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

# Every target runs, also behind one that found something.
fuzz_all() {
    local targets name failed=0
    rm -f "$FUZZ_FIGURES"
    mapfile -t targets < <(fuzz_targets)
    need_packages fuzz
    build_fuzzers "${targets[@]}"
    for name in "${targets[@]}"; do
        fuzz "$name" -runs=200000 | tee -a "$FUZZ_FIGURES" || failed=1
    done
    return "$failed"
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
        if [[ $name == fuzz && -f $FUZZ_FIGURES ]]; then sed 's/^/    /' "$FUZZ_FIGURES"; fi
    done
    return "$failed"
}

commit() {
    local id
    id=$(git rev-parse --short=12 HEAD 2>/dev/null) || { echo "a tree without history"; return; }
    [[ -z $(git status --porcelain 2>/dev/null) ]] || id="$id with uncommitted changes"
    echo "$id"
}
