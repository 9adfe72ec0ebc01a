# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# A display in memory, the program on it, a hand and a camera.

SHOT_STARTED=()

# Keys of actions that have none, only in these windows.
SHOT_KEYS='[keys]
view.events=Ctrl+Alt+E
view.colour-rules=Ctrl+Alt+C
listener.why=Ctrl+Alt+W
tools.check-configuration=Ctrl+Alt+L
source.add=Ctrl+Alt+S
'

shot_display() {
    local number
    SHOT_WIDTH=${1%x*}
    SHOT_HEIGHT=${1#*x}
    # The first attack of the first group; low windows have a lower chart.
    export SHOT_FIRST_ROW=$((SHOT_HEIGHT < 850 ? 364 : 436))
    exec {SHOT_FD}<> <(:)
    Xvfb -displayfd "$SHOT_FD" -screen 0 "${1}x24" -nolisten tcp >/dev/null 2>&1 &
    SHOT_XVFB=$!
    SHOT_STARTED+=("$SHOT_XVFB")
    read -r -t 10 -u "$SHOT_FD" number || die 1 "Xvfb did not start"
    exec {SHOT_FD}>&-
    export DISPLAY=:$number
}

shot_display_stop() { shot_stop "$SHOT_XVFB"; }

shot_stop() {
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

# shot_window THEME OPTION…. The theme is the window's own remembered choice.
shot_window() {
    local theme=$1
    shift
    mkdir -p "$XDG_STATE_HOME/mirrorscope"
    printf '[General]\ntheme=%s\n%s' "$theme" "$SHOT_KEYS" >"$XDG_STATE_HOME/mirrorscope/window.ini"
    "$ROOT/build/release/bin/mirrorscope" "$@" &
    SHOT_WINDOW=$!
    SHOT_STARTED+=("$SHOT_WINDOW")
    shot_wait_for Mirrorscope || die 1 "the window did not open"
    xdotool search --onlyvisible --name Mirrorscope windowfocus >/dev/null 2>&1 || true
}

shot_window_stop() { shot_stop "$SHOT_WINDOW"; }

# Until a window with this title is there; false after ten seconds or when the program ended.
shot_wait_for() {
    local tries=100
    until xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; do
        if ((tries-- == 0)) || ! kill -0 "$SHOT_WINDOW" 2>/dev/null; then
            return 1
        fi
        sleep 0.1
    done
}

shot_wait_gone() {
    local tries=50
    while ((tries-- > 0)) && xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; do
        sleep 0.1
    done
}

# Until two pictures in a row are the same, at most `$1` tenths of a second: live views never are.
shot_settle() {
    local tries=$1 before='' now=''
    while ((tries-- > 0)); do
        now=$(import -display "$DISPLAY" -window root -crop "${SHOT_WIDTH}x$((SHOT_HEIGHT - 30))+0+0" rgb:- | cksum)
        [[ $now != "$before" ]] || return 0
        before=$now
        sleep 0.1
    done
}

# shot_click X Y [BUTTON], then the pointer goes where nothing lights up.
shot_click() {
    xdotool mousemove "$1" "$2" click "${3:-1}"
    sleep 0.2
    xdotool mousemove $((SHOT_WIDTH - 4)) 4
}

shot_double_click() {
    xdotool mousemove "$1" "$2" click --repeat 2 --delay 60 1
    sleep 0.2
    xdotool mousemove $((SHOT_WIDTH - 4)) 4
}

shot_key() {
    xdotool key --delay 40 "$@"
    sleep 0.2
}

shot_grab() {
    shot_settle 5
    import -display "$DISPLAY" -window root "$SHOT_DIR/$1-$SHOT_SUFFIX.png"
    say "$SHOT_DIR/$1-$SHOT_SUFFIX.png"
}

# Only what this script started, in the reverse order.
shot_end() {
    local index
    for ((index = ${#SHOT_STARTED[@]} - 1; index >= 0; --index)); do
        kill "${SHOT_STARTED[index]}" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$SHOT_WORK"
}
