# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the pictures show: requests through a real nginx and a real Envoy, of somebody who looks around and somebody who
# tries things, and the demo's.

# Records it once, for all windows.
shot_record() {
    shot_display 1600x1000
    shot_window light "$SHOT_WORK/shots.mscope" --listen "$SHOT_LISTEN" --demo
    shot_nginx hardened
    shot_envoy
    say "recording traffic for $SHOT_SECONDS s"
    shot_browse "http://127.0.0.1:$SHOT_NGINX_PORT" &
    local nginx_client=$!
    shot_browse "http://127.0.0.1:$SHOT_ENVOY_PORT" &
    local envoy_client=$!
    SHOT_STARTED+=("$nginx_client" "$envoy_client")
    sleep "$SHOT_SECONDS"
    shot_stop "$nginx_client"
    shot_stop "$envoy_client"
    shot_stop "$SHOT_NGINX"
    [[ -z $SHOT_ENVOY ]] || shot_stop "$SHOT_ENVOY"
    shot_window_stop
    shot_display_stop
}

# shot_nginx FORM: with the snippet that the command line prints, in front of some files. Bodies that are mirrored
# may be as large as probes are.
shot_nginx() {
    local form=$1 cli=$ROOT/build/release/bin/mirrorscope-cli directory=$SHOT_WORK/nginx
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
$("$cli" snippet nginx --listener "$SHOT_LISTEN" --origin "$directory/site" --variant "$form" --part http)
    server {
        listen 127.0.0.1:$SHOT_NGINX_PORT;
$("$cli" snippet nginx --listener "$SHOT_LISTEN" --origin "$directory/site" --variant "$form" --part server | sed 's/mirror_request_body on;/& client_max_body_size 8m;/')
    }
}
END
    /usr/sbin/nginx -p "$directory" -c "$directory/nginx.conf" &
    SHOT_NGINX=$!
    SHOT_STARTED+=("$SHOT_NGINX")
}

# In front of that nginx's files, by an address that nothing listens on: the answers do not matter. The plain form, so
# that there is something to find.
shot_envoy() {
    local cli=$ROOT/build/release/bin/mirrorscope-cli program
    SHOT_ENVOY=
    program=$(find "$ROOT/$VENV" -path '*/envoy/_bin/envoy' 2>/dev/null | head -1)
    if [[ -z $program ]]; then
        say "no Envoy: there is only nginx"
        return
    fi
    "$cli" snippet envoy --variant faithful --part bootstrap --listener "$SHOT_LISTEN" --bind "127.0.0.1:$SHOT_ENVOY_PORT" \
        --origin 127.0.0.1:9 >"$SHOT_WORK/envoy.yaml"
    "$program" -c "$SHOT_WORK/envoy.yaml" --concurrency 1 --disable-hot-restart -l critical &
    SHOT_ENVOY=$!
    SHOT_STARTED+=("$SHOT_ENVOY")
}

# shot_browse BASE, about five requests a second.
shot_browse() {
    local base=$1 target
    local token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbm5hIiwicm9sZSI6ImVkaXRvciJ9.c2lnbmF0dXJl
    while true; do
        for target in /index.html '/search?q=kettle' /docs/start '/item?id=3' \
            "/item?id=1%27%20OR%20%271%27=%271" '/search?q=%3Cscript%3Ealert(1)%3C/script%3E' \
            '/view?file=../../etc/passwd' '/reset?token=7f3a91c2b8'; do
            shot_send "$base$target" -H "Cookie: theme=dark; sid=9c1f0e27"
            sleep 0.15
        done
        shot_send "$base/api/v2/orders" -H 'Content-Type: application/json' -H "Authorization: Bearer $token" -d \
            '{"customer":{"name":"Anna","mail":"anna@example.org"},"items":[{"sku":"K-113","count":2,"price":24.90},{"sku":"T-002","count":1,"price":9}],"paid":true,"note":null}'
        shot_send "$base/api/v2/session" -H 'Content-Type: application/json' -H "Cookie: theme=dark; sid=9c1f0e27" \
            -H "Authorization: Bearer $token" -d \
            "{\"user\":\"anna\",\"password\":\"correct horse\",\"filter\":\"{\\\"name\\\":\\\"x' OR 1=1-- \\\"}\",\"remember\":true}"
        shot_send "$base/upload" -F 'title=Invoice' -F 'file=@/etc/hostname;type=text/plain'
    done
}

shot_send() {
    curl -s -o /dev/null --max-time 2 -H 'Host: www.example.org' "$@" || true
}
