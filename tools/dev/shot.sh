# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Pictures of the shipped window under Xvfb: the first page, then a session with traffic through a real nginx and the
# demo's, in both themes and two sizes. Everything runs on loopback and in one temporary directory that is removed.

SHOT_LISTEN=${SHOT_LISTEN:-127.0.0.1:18445}
SHOT_NGINX_PORT=${SHOT_NGINX_PORT:-18480}
# Long enough for a wave of attacks and a chart that says something.
SHOT_SECONDS=${SHOT_SECONDS:-75}

SHOT_STARTED=()

verb_shot() {
    local target=${1:-shots}
    need_packages shot
    configure release
    build release mirrorscope mirrorscope-cli >&2
    cd "$CALLED_FROM" || exit
    mkdir -p "$target"
    SHOT_DIR=$(cd "$target" && pwd)
    SHOT_WORK=$(mktemp -d)
    trap shot_end EXIT
    export XDG_CONFIG_HOME=$SHOT_WORK/config XDG_DATA_HOME=$SHOT_WORK/data XDG_STATE_HOME=$SHOT_WORK/state
    export QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY

    shot_first_start
    shot_traffic
    shot_nginx_stop
    shot_session light 1600x1000
    shot_session dark 1600x1000
    shot_session light 1280x800
    shot_session dark 1280x800
    say "pictures are in $SHOT_DIR"
}

shot_first_start() {
    shot_display 1600x1000
    shot_window light "$SHOT_WORK/empty.mscope"
    sleep 3
    shot_grab first-start-light
    shot_window_stop
    shot_display_stop
}

# Records what the later pictures show.
shot_traffic() {
    shot_display 1600x1000
    shot_window light "$SHOT_WORK/shots.mscope" --demo
    shot_nginx
    say "recording traffic for $SHOT_SECONDS s"
    shot_browse &
    SHOT_CLIENT=$!
    sleep "$SHOT_SECONDS"
    shot_stop "$SHOT_CLIENT"
    shot_grab live-light-1600x1000
    shot_window_stop
    shot_display_stop
}

# One theme and size: the worst campaign opened and its first attack chosen, then the requests.
shot_session() {
    local theme=$1 size=$2
    shot_display "$size"
    shot_window "$theme" "$SHOT_WORK/shots.mscope" --demo
    sleep 6
    # The banner says that the demo runs; the first pictures show it.
    shot_click $((SHOT_WIDTH - 20)) 91
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW"
    xdotool key Right
    shot_click $((SHOT_WIDTH / 2)) $((SHOT_FIRST_ROW + 24))
    sleep 2
    shot_grab "attacks-$theme-$size"
    xdotool key ctrl+2
    sleep 1
    # Off the end, so that the rows stand still.
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW" 4
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW"
    sleep 2
    shot_grab "requests-$theme-$size"
    shot_headers "$theme" "$size"
    shot_window_stop
    shot_display_stop
}

# The worst finding with its page; then two requests of the table side by side.
shot_headers() {
    xdotool key ctrl+shift+2
    sleep 2
    shot_grab "headers-$1-$2"
    xdotool key ctrl+2
    sleep 1
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW" 4
    shot_click $((SHOT_WIDTH / 2)) "$SHOT_FIRST_ROW"
    xdotool key shift+Down ctrl+d
    sleep 2
    shot_grab "compare-$1-$2"
}

shot_display() {
    local number
    SHOT_WIDTH=${1%x*}
    # The first attack of the first group; low windows have a lower chart.
    SHOT_FIRST_ROW=$((${1#*x} < 850 ? 364 : 436))
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

# shot_window THEME SESSION [OPTION…]. The theme is the window's own remembered choice.
shot_window() {
    local theme=$1
    shift
    mkdir -p "$XDG_STATE_HOME/mirrorscope"
    printf '[General]\ntheme=%s\n' "$theme" >"$XDG_STATE_HOME/mirrorscope/window.ini"
    "$ROOT/build/release/bin/mirrorscope" --listen "$SHOT_LISTEN" "$@" &
    SHOT_WINDOW=$!
    SHOT_STARTED+=("$SHOT_WINDOW")
    local tries=100
    until xdotool search --onlyvisible --name Mirrorscope >/dev/null 2>&1; do
        if ((tries-- == 0)) || ! kill -0 "$SHOT_WINDOW" 2>/dev/null; then
            die 1 "the window did not open"
        fi
        sleep 0.1
    done
    xdotool search --onlyvisible --name Mirrorscope windowfocus >/dev/null 2>&1 || true
}

shot_window_stop() { shot_stop "$SHOT_WINDOW"; }

# shot_click X Y [BUTTON], then the pointer goes where nothing lights up.
shot_click() {
    xdotool mousemove "$1" "$2" click "${3:-1}"
    sleep 0.5
    xdotool mousemove $((SHOT_WIDTH - 4)) 4
}

shot_grab() {
    import -display "$DISPLAY" -window root "$SHOT_DIR/$1.png"
    say "$SHOT_DIR/$1.png"
}

# A real nginx with the snippet that the command line prints, in front of some files.
shot_nginx() {
    local cli=$ROOT/build/release/bin/mirrorscope-cli directory=$SHOT_WORK/nginx
    mkdir -p "$directory/site"
    printf 'hello\n' >"$directory/site/index.html"
    cat >"$directory/nginx.conf" <<END
daemon off;
master_process off;
pid nginx.pid;
error_log stderr crit;
events { worker_connections 128; }
http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
$("$cli" snippet nginx --listener "$SHOT_LISTEN" --origin "$directory/site" --part http)
    server {
        listen 127.0.0.1:$SHOT_NGINX_PORT;
$("$cli" snippet nginx --listener "$SHOT_LISTEN" --origin "$directory/site" --part server)
    }
}
END
    /usr/sbin/nginx -p "$directory" -c "$directory/nginx.conf" &
    SHOT_NGINX=$!
    SHOT_STARTED+=("$SHOT_NGINX")
}

shot_nginx_stop() { shot_stop "$SHOT_NGINX"; }

# A person who looks around and one who tries things, about five requests a second.
shot_browse() {
    local base=http://127.0.0.1:$SHOT_NGINX_PORT target
    while true; do
        for target in /index.html '/search?q=kettle' /docs/start '/item?id=3' \
            "/item?id=1%27%20OR%20%271%27=%271" '/search?q=%3Cscript%3Ealert(1)%3C/script%3E' '/view?file=../../etc/passwd'; do
            curl -s -o /dev/null --max-time 2 -H 'Host: www.example.org' "$base$target" || true
            sleep 0.2
        done
        curl -s -o /dev/null --max-time 2 -H 'Host: www.example.org' -d '{"user":"anna","token":"x"}' \
            -H 'Content-Type: application/json' "$base/index.html" || true
    done
}

# Only what this script started, in the reverse order.
shot_end() {
    local index
    for ((index = ${#SHOT_STARTED[@]} - 1; index >= 0; --index)); do
        kill "${SHOT_STARTED[index]}" 2>/dev/null || true
    done
    [[ -z ${SHOT_CLIENT:-} ]] || kill "$SHOT_CLIENT" 2>/dev/null || true
    rm -rf "$SHOT_WORK"
}
