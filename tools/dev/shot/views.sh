# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Views of the window itself, by key where there is one: places change, keys do not.

# The worst campaign opened and its first attack chosen.
shot_view_attacks() {
    shot_key ctrl+shift+1 ctrl+1
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW"
    shot_key Right
    shot_click $((SHOT_WIDTH / 2)) $((SHOT_FIRST_ROW + 24))
    shot_grab attacks
}

# A request off the end, so that the rows stand still.
shot_to_requests() {
    shot_key ctrl+shift+1 ctrl+2
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW" 4
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW"
}

shot_view_requests() {
    shot_to_requests
    shot_grab requests
}

# shot_filter TEXT: the first request that fits is chosen.
shot_filter() {
    shot_key ctrl+shift+1 ctrl+2 ctrl+shift+l ctrl+l
    xdotool type --delay 10 "$1"
    shot_key Return
    shot_settle 8
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW"
    shot_settle 5
}

# shot_tab NUMBER: of the detail, from 0; a large one is the last. The tabs follow the table.
shot_tab() {
    local step
    shot_key Tab Left Left Left Left Left Left
    for ((step = 0; step < $1 && step < 7; ++step)); do
        shot_key Right
    done
    shot_settle 5
}

# A request with everything in it: a token, cookies, JSON in JSON, hits.
shot_to_session() { shot_filter 'host:www.example.org path:/api/v2/session state:attack'; }

shot_view_overview() {
    shot_to_session
    shot_tab 0
    shot_grab overview
}

shot_view_headers_tab() {
    shot_to_session
    shot_tab 1
    shot_grab headers-tab
}

shot_view_body() {
    shot_to_session
    shot_tab 2
    shot_grab body
}

# The buttons of the ways to show a body stand in a row: JSON, Text, Hex, Token and cookies.
shot_body_way() {
    local step
    shot_to_session
    shot_tab 2
    # Behind the tabs stand the buttons of secrets and of copies.
    shot_key Tab Tab Tab Left Left Left Left
    for ((step = 0; step < $1; ++step)); do
        shot_key Right
    done
    shot_key space
}

shot_view_body_text() {
    shot_body_way 1
    shot_grab body-text
}

shot_view_body_hex() {
    shot_body_way 2
    shot_grab body-hex
}

shot_view_token() {
    shot_body_way 3
    shot_grab token
}

shot_view_secrets_shown() {
    shot_to_session
    shot_tab 3
    shot_key ctrl+shift+d
    shot_grab secrets-shown
    shot_key ctrl+shift+d
}

shot_view_hits() {
    shot_to_session
    shot_tab 3
    shot_grab hits
}

shot_view_forwarding_tab() {
    shot_to_session
    shot_tab 4
    shot_grab forwarding-tab
}

shot_view_raw() {
    shot_to_session
    shot_tab 7
    shot_grab raw
}

# The second source of the board.
shot_view_health() {
    shot_key ctrl+shift+1 ctrl+shift+l
    shot_double_click 120 180
    shot_grab health
    shot_click 120 180
}

# Width of the board of sources.
shot_board() { echo $((SHOT_WIDTH < 1400 ? 196 : 264)); }

# shot_headers_tab X: Findings, Presence matrix, Compare, from the left of the tabs.
shot_headers_tab() {
    shot_key ctrl+shift+2
    shot_click $(($(shot_board) + $1)) 85
    shot_settle 8
}

# The worst finding with its page.
shot_view_headers() {
    shot_key ctrl+shift+l
    shot_headers_tab 52
    shot_grab headers
}

shot_view_matrix() {
    shot_headers_tab 152
    shot_grab matrix
}

# Two requests of the table side by side.
shot_view_compare() {
    shot_filter 'host:www.example.org path:/api/v2/session'
    shot_key shift+Down ctrl+d
    shot_settle 8
    shot_grab compare
}

shot_view_pairs() {
    shot_headers_tab 251
    shot_click $(($(shot_board) + 170)) 212
    shot_settle 30
    shot_grab pairs
}

shot_view_demo() {
    shot_key ctrl+shift+4
    shot_settle 8
    shot_grab demo
}

shot_view_events() {
    shot_key ctrl+shift+1 ctrl+alt+e
    shot_grab events
    shot_key ctrl+alt+e
}
