# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What people read goes to stderr, so that the output of a program stays clean.

say() { printf '==> %s\n' "$*" >&2; }

die() {
    local code=$1
    shift
    printf 'dev: %s\n' "$*" >&2
    exit "$code"
}
