# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Five sources, each with a client who looks around, and three waves of attacks, each by one client through one source.

# NAME PROXY PORT CLIENT. Clients are told apart by their addresses of loopback.
SHOT_SOURCES='edge nginx 18490 127.0.0.21
shop nginx 18491 127.0.0.22
pay nginx 18492 127.0.0.23
mesh envoy 18493 127.0.0.24
partners envoy 18494 127.0.0.25'

# BEGIN PORT CLIENT TARGET: a wave of half a minute from that second on. curl counts up what is in brackets.
SHOT_WAVES='25 18493 127.0.0.66 /item?page=[1-900]&id=1%27%20OR%20%271%27=%271
70 18490 127.0.0.77 /download?page=[1-900]&file=../../../../etc/passwd
115 18492 127.0.0.88 /search?page=[1-900]&q=%3Cscript%3Ealert(document.cookie)%3C/script%3E'
SHOT_WAVES_END=160

# Both themes show one session: the first window records it, the second goes on with it.
shot_state_charts() {
    local theme=$1 begun=$SECONDS name proxy port client begin target
    SHOT_SENDERS=()
    shot_display 1600x1000
    shot_window "$theme" "$SHOT_WORK/waves.mscope" --listen "$SHOT_LISTEN"
    while read -r name proxy port client <&3; do
        "shot_$proxy" "$name" "$port"
        shot_client 9 9000 "$client" "http://127.0.0.1:$port/shop/[1-9000]/{kettle,cart,stock,reviews}"
    done 3<<<"$SHOT_SOURCES"
    if [[ -z ${SHOT_WAVES_ARE_KEPT:-} ]]; then
        say "recording three waves of attacks for $SHOT_WAVES_END s"
        while read -r begin port client target <&3; do
            sleep $((begin - (SECONDS - begun)))
            shot_client 8 30 "$client" "http://127.0.0.1:$port$target"
        done 3<<<"$SHOT_WAVES"
        sleep $((SHOT_WAVES_END - (SECONDS - begun)))
        SHOT_WAVES_ARE_KEPT=yes
    else
        sleep 10
    fi
    shot_key ctrl+shift+3
    shot_settle 8
    shot_grab charts
    shot_stop_senders
    shot_window_stop
    shot_display_stop
}

# shot_client RATE SECONDS ADDRESS URL: so many requests a second, for so long, in the background.
shot_client() {
    timeout "$2" curl -s -o /dev/null --rate "$1/s" --path-as-is --interface "$3" -H 'Host: www.example.org' "$4" &
    shot_sends "$!"
}
