# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Pictures of the shipped window under Xvfb, in both themes: every view, with traffic of a real nginx and a real Envoy
# and the demo's. Everything runs on loopback and in one temporary directory that is removed.

source tools/dev/shot/display.sh
source tools/dev/shot/traffic.sh
source tools/dev/shot/views.sh
source tools/dev/shot/dialogs.sh
source tools/dev/shot/states.sh
source tools/dev/shot/waves.sh

SHOT_LISTEN=${SHOT_LISTEN:-127.0.0.1:18445}
SHOT_NGINX_PORT=${SHOT_NGINX_PORT:-18480}
SHOT_ENVOY_PORT=${SHOT_ENVOY_PORT:-18481}
# Long enough for a wave of attacks and a chart that says something.
SHOT_SECONDS=${SHOT_SECONDS:-60}

# NAME|small: also at 1280x800. The function of a view is shot_view_NAME with `_` for `-`; each begins where the one
# before may have left the window. A new view is a line here and its function.
SHOT_VIEWS='attacks|small
requests|small
overview|
headers-tab|
body|
body-text|
body-hex|
token|
secrets-shown|
hits|small
forwarding-tab|
raw|
health|
headers|small
matrix|
compare|small
pairs|
demo|
events|
arrivals|
lint|
settings|
colour-rules|
source-dialog|
wizard|small
range|
keys|
go-to|'

# States that need a window of their own: the function is shot_state_NAME THEME.
SHOT_STATES='first-start busy read-only charts proof'

verb_shot() {
    local target=${1:-shots} theme
    shift || true
    need_packages shot
    need_python_tools
    configure release
    build release mirrorscope mirrorscope-cli >&2
    cd "$CALLED_FROM" || exit
    shot_choose "$@"
    mkdir -p "$target"
    SHOT_DIR=$(cd "$target" && pwd)
    SHOT_WORK=$(mktemp -d)
    trap shot_end EXIT
    export XDG_CONFIG_HOME=$SHOT_WORK/config XDG_DATA_HOME=$SHOT_WORK/data XDG_STATE_HOME=$SHOT_WORK/state
    # Pictures are of attacks, not of how long a busy machine takes to find them.
    mkdir -p "$XDG_CONFIG_HOME/mirrorscope"
    printf 'analysis:\n  priority: normal\n' >"$XDG_CONFIG_HOME/mirrorscope/mirrorscope.yaml"
    export QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY

    # The other states bring their own.
    if shot_any_chosen 1600x1000 || shot_is_chosen busy || shot_is_chosen read-only; then
        shot_record
    fi
    for theme in light dark; do
        shot_session "$theme" 1600x1000
        shot_session "$theme" 1280x800
        shot_states "$theme"
    done
    say "pictures are in $SHOT_DIR"
}

# The names that were asked for; all without any.
shot_choose() {
    local name
    SHOT_CHOSEN=" $* "
    for name in "$@"; do
        grep -q "^$name|" <<<"$SHOT_VIEWS" || [[ " $SHOT_STATES " == *" $name "* ]] ||
            die 2 "there is no view '$name'; there are: $(cut -d'|' -f1 <<<"$SHOT_VIEWS" | tr '\n' ' ')$SHOT_STATES"
    done
}

shot_is_chosen() { [[ $SHOT_CHOSEN == '  ' || $SHOT_CHOSEN == *" $1 "* ]]; }

# shot_session THEME SIZE: all views of one window.
shot_session() {
    local theme=$1 size=$2 name small
    shot_any_chosen "$size" || return 0
    SHOT_SUFFIX=$theme-$size
    shot_display "$size"
    shot_window "$theme" "$SHOT_WORK/shots.mscope" --listen "$SHOT_LISTEN" --demo
    # The banner that the demo runs would be in all of them.
    sleep 3
    shot_click $((SHOT_WIDTH - 20)) 91
    while IFS='|' read -r name small <&3; do
        if shot_is_chosen "$name" && [[ $size == 1600x1000 || -n $small ]]; then
            "shot_view_${name//-/_}"
        fi
    done 3<<<"$SHOT_VIEWS"
    shot_window_stop
    shot_display_stop
}

shot_any_chosen() {
    local name small
    while IFS='|' read -r name small; do
        if shot_is_chosen "$name" && [[ $1 == 1600x1000 || -n $small ]]; then
            return 0
        fi
    done <<<"$SHOT_VIEWS"
    return 1
}

shot_states() {
    local name
    for name in $SHOT_STATES; do
        if shot_is_chosen "$name"; then
            SHOT_SUFFIX=$1-1600x1000
            "shot_state_${name//-/_}" "$1"
        fi
    done
}
