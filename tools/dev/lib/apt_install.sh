#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs packages as root without starting any service that they bring, now or at the next boot.
set -euo pipefail

POLICY=/usr/sbin/policy-rc.d
KEPT=$POLICY.kept-by-mirrorscope
NEW_POLICY=$POLICY.of-mirrorscope

# 101 is "action forbidden by policy" (invoke-rc.d(8)).
forbid_services() {
    [[ -e $KEPT || ! -e $POLICY ]] || mv "$POLICY" "$KEPT"
    printf '#!/bin/sh\nexit 101\n' >"$NEW_POLICY"
    chmod 755 "$NEW_POLICY"
    mv "$NEW_POLICY" "$POLICY"
}

restore_policy() {
    rm -f "$POLICY" "$NEW_POLICY"
    [[ ! -e $KEPT ]] || mv "$KEPT" "$POLICY"
}

# The tests start nginx themselves; a service that only came with the package would take port 80 after the next boot.
disable_new_nginx() {
    [[ $had_nginx || ! -e /etc/init.d/nginx ]] || update-rc.d nginx disable
}

export DEBIAN_FRONTEND=noninteractive
had_nginx=$([[ ! -e /etc/init.d/nginx ]] || echo yes)
trap restore_policy EXIT
forbid_services
apt-get update -q
apt-get install -q -y --no-install-recommends "$@" </dev/null
disable_new_nginx
