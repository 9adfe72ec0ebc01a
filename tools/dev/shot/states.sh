# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# States of the program that need a window of their own.

shot_state_first_start() {
    shot_display 1600x1000
    shot_window "$1" "$SHOT_WORK/empty-$1.mscope" --listen "$SHOT_LISTEN"
    shot_grab first-start
    shot_window_stop
    shot_display_stop
}

# A listener whose port is taken, a disk that counts as nearly full, and a backlog of the demo.
shot_state_busy() {
    local config=$SHOT_WORK/busy.yaml holder
    printf 'disk:\n  warn-below: 1024GiB\n' >"$config"
    "$ROOT/build/release/bin/mirrorscope-cli" listen --session "$SHOT_WORK/holder-$1.mscope" --listen "$SHOT_LISTEN" \
        >/dev/null 2>&1 &
    holder=$!
    SHOT_STARTED+=("$holder")
    sleep 1
    shot_display 1600x1000
    shot_window "$1" "$SHOT_WORK/shots.mscope" --config "$config" --listen "mesh=$SHOT_LISTEN" \
        --listen edge=127.0.0.1:18447 --demo
    shot_settle 30
    shot_grab busy
    shot_window_stop
    shot_display_stop
    shot_stop "$holder"
}

shot_state_read_only() {
    shot_display 1600x1000
    shot_window "$1" --view "$SHOT_WORK/shots.mscope"
    shot_settle 30
    shot_grab read-only
    shot_window_stop
    shot_display_stop
}

# A proof through an nginx that mirrors all, and through one whose mirror location keeps the usual limit of bodies.
shot_state_proof() {
    local form session cli=$ROOT/build/release/bin/mirrorscope-cli
    for form in hardened faithful; do
        session=$SHOT_WORK/proof-$form-$1.mscope
        shot_display 1600x1000
        shot_window "$1" "$session" --listen "$SHOT_LISTEN"
        SHOT_SENDERS=()
        shot_nginx edge "$SHOT_NGINX_PORT" --variant "$form"
        sleep 1
        shot_send "http://127.0.0.1:$SHOT_NGINX_PORT/index.html"
        sleep 3
        "$cli" snippet nginx --variant "$form" --listener "$SHOT_LISTEN" --contract --json >"$SHOT_WORK/contract.json"
        "$cli" source 1 --session "$session" --contract "$SHOT_WORK/contract.json" >/dev/null
        shot_prove "http://127.0.0.1:$SHOT_NGINX_PORT/index.html"
        shot_grab "proof-$form"
        shot_stop_senders
        shot_window_stop
        shot_display_stop
    done
}

# By the menu of the first source: the last entry but one. Ten probes a second, then five seconds for what is missing.
shot_prove() {
    local patience=30
    xdotool mousemove 120 128 click 3
    sleep 0.5
    shot_key Up Up Return
    if ! shot_wait_for '^Prove'; then
        say "no dialog 'Prove'"
        return 0
    fi
    xdotool search --onlyvisible --name '^Prove' windowfocus >/dev/null 2>&1 || true
    xdotool type "$1"
    shot_key Return
    sleep "$patience"
}
