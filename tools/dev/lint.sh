# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# All that reads the sources and runs nothing of them; every part runs, then the failed ones are named.

source tools/dev/format.sh

FAILED=()

verb_lint() {
    need_packages lint
    configure release
    local rule
    for rule in headers layers size; do
        part "$rule" python3 -B "tools/check_$rule.py"
    done
    part format verb_format --check
    part scripts shellcheck -x dev .ci/run tools/dev/*.sh tools/dev/lib/*.sh tools/dev/shot/*.sh
    part clang-tidy tidy "$@"
    ((${#FAILED[@]} == 0)) || die 1 "lint failed: ${FAILED[*]}"
    say "lint passed"
}

part() {
    local name=$1
    shift
    say "$name"
    "$@" || FAILED+=("$name")
}

# tidy [--all] [FILE…]; without either, what differs from the main branch of origin or, without one, from HEAD.
tidy() {
    local sources
    if [[ ${1:-} == --all ]]; then
        mapfile -t sources < <(find app core ui -name '*.cpp')
    elif (($#)); then
        sources=("$@")
    else
        mapfile -t sources < <(changed_sources)
    fi
    if ((${#sources[@]} == 0)); then
        say "no C++ source has changed (--all reads every one)"
        return
    fi
    # Sources include headers that the build writes, such as those of moc and uic.
    build release >&2 && run-clang-tidy-19 -quiet -p build/release "${sources[@]/#/$ROOT/}"
}

changed_sources() {
    local base
    base=$(git merge-base HEAD origin/main 2>/dev/null || echo HEAD)
    {
        git diff --name-only --diff-filter=d "$base" -- app core ui
        git ls-files --others --exclude-standard -- app core ui
    } | sed -n 's/\.\(h\|cpp\)$/.cpp/p' | sort -u | while read -r source; do
        [[ ! -f $source ]] || echo "$source"
    done
}
