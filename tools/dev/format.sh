# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

verb_format() {
    need_packages lint
    local mode=(-i)
    if [[ ${1:-} == --check ]]; then
        mode=(--dry-run -Werror)
        shift
    fi
    if (($#)); then
        (cd "$CALLED_FROM" && clang-format-19 "${mode[@]}" "$@")
    else
        cpp_files | xargs -0 clang-format-19 "${mode[@]}"
    fi
}

cpp_files() {
    find app core ui tests -path tests/data -prune -o \( -name '*.h' -o -name '*.cpp' \) -print0
}
