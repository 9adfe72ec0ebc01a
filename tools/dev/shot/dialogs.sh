# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Dialogs, each closed again.

# shot_dialog NAME TITLE KEY…
shot_dialog() {
    local name=$1 title=$2
    shift 2
    shot_key "$@"
    if ! shot_wait_for "$title"; then
        say "no window '$title' for $name"
        return 0
    fi
    shot_grab "$name"
    shot_dialog_close "$title"
}

shot_dialog_close() {
    shot_key Escape
    shot_wait_gone "$1"
    xdotool search --onlyvisible --name Mirrorscope windowfocus >/dev/null 2>&1 || true
}

shot_view_arrivals() { shot_dialog arrivals 'Why nothing arrives' ctrl+alt+w; }
shot_view_colour_rules() { shot_dialog colour-rules 'Colour rules' ctrl+alt+c; }
shot_view_keys() { shot_dialog keys '^Keys$' F1; }
shot_view_go_to() { shot_dialog go-to 'Go to request' ctrl+g; }
shot_view_range() { shot_dialog range 'Custom time range' alt+4; }

# The page's nginx with its traps, the second one chosen.
shot_view_lint() {
    shot_key ctrl+alt+l
    shot_wait_for '^Check a configuration' || return 0
    shot_key alt+o
    if shot_wait_for '^Open a configuration'; then
        xdotool type "$ROOT/tests/data/lint/nginx-page.conf"
        shot_key Return
        shot_wait_gone '^Open a configuration'
        sleep 0.5
        xdotool search --onlyvisible --name '^Check a configuration' windowfocus >/dev/null 2>&1 || true
        shot_key F8 F8
    fi
    shot_grab lint
    shot_dialog_close '^Check a configuration'
}

# Each page.
shot_view_settings() {
    local page
    shot_key ctrl+comma
    shot_wait_for '^Settings' || return 0
    for page in listeners trust rules retention display privacy shortcuts; do
        shot_grab "settings-$page"
        [[ $page == shortcuts ]] || shot_key ctrl+Tab
    done
    shot_dialog_close '^Settings'
}

# Each page; nothing is typed or sent.
shot_view_wizard() {
    local page
    shot_key ctrl+alt+s
    shot_wait_for '^Add a source' || return 0
    for page in proxy place listener snippet prove; do
        shot_grab "wizard-$page"
        [[ $page == prove ]] || shot_key alt+n
    done
    shot_dialog_close '^Add a source'
}

# By the menu of the first source.
shot_view_source_dialog() {
    shot_key ctrl+shift+1
    shot_click 120 128
    xdotool mousemove 120 128 click 3
    sleep 0.3
    shot_key Down Down Down Down Return
    if shot_wait_for '^Edit '; then
        shot_grab source-dialog
        shot_dialog_close '^Edit '
    else
        shot_key Escape
    fi
    shot_click 120 128
}
