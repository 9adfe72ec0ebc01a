# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash

WINDOW=mirrorscope
COLLECTOR=mirrorscope-cli

verb_run() {
    need_packages run
    configure release
    local why=''
    if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
        why="there is no display"
    elif ! has_target release "$WINDOW"; then
        why="the window is not in this tree yet"
    fi
    if [[ -z $why ]]; then
        start "$WINDOW" "$@"
    fi
    has_target release "$COLLECTOR" || die 2 "$why, and neither is the collector in this tree yet"
    say "$why: starting the collector (Ctrl+C ends it)"
    start "$COLLECTOR" listen "$@"
}

# Builds a program and becomes it, where the caller stands: paths among the arguments are theirs.
start() {
    local program=$1
    shift
    build release "$program" >&2
    cd "$CALLED_FROM" || exit
    exec "$ROOT/build/release/bin/$program" "$@"
}
