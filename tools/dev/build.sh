# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

verb_build() {
    local preset=release
    if [[ ${1:-} == --preset ]]; then
        preset=${2:?--preset needs a name of CMakePresets.json}
        shift 2
    fi
    if [[ $preset == headless-only ]]; then need_packages headless; else need_packages run; fi
    configure "$preset"
    build "$preset" "$@"
    say "built in build/$preset: $(programs "$preset")"
}

programs() {
    local found
    found=$(find "build/$1/bin" -maxdepth 1 -type f -executable -printf 'bin/%f ' 2>/dev/null || true)
    echo "${found:-no program yet}"
}
