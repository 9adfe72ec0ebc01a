# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Installs what a verb needs, and only if something is missing.

VENV=build/venv

# Sections of tools/packages.txt, each with those it builds on.
sections_for() {
    case $1 in
        headless) echo headless ;;
        run) echo headless run ;;
        test) echo headless run test ;;
        # The pictures show traffic of a real nginx too.
        shot) echo headless run test shot ;;
        lint) echo headless run test lint ;;
        fuzz) echo headless fuzz ;;
    esac
}

packages_in() {
    awk -v wanted=" $* " '
        /^\[/ { name = substr($0, 2, length($0) - 2); next }
        /^[a-z0-9]/ && index(wanted, " " name " ") { print $1 }' tools/packages.txt
}

missing_packages() {
    local package
    for package in $(packages_in "$@"); do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done
}

# Runs a command as root, or says how to do it by hand.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
        sudo "$@"
    else
        die 1 "packages are missing and this is neither root nor a user of sudo. As root, run: $*"
    fi
}

need_packages() {
    local sections missing
    read -ra sections <<<"$(sections_for "$1")"
    command -v dpkg-query >/dev/null ||
        die 1 "this is no Debian or Ubuntu: install the counterparts of tools/packages.txt ([${sections[*]}])," \
            "then use cmake --preset release, cmake --build --preset release and ctest --preset release"
    mapfile -t missing < <(missing_packages "${sections[@]}")
    ((${#missing[@]})) || return 0
    say "installing: ${missing[*]}"
    as_root "$ROOT/tools/dev/lib/apt_install.sh" "${missing[@]}"
}

# The environment is made anew when the list changes; its copy of the list is written last.
need_python_tools() {
    cmp -s tools/requirements.txt "$VENV/requirements.txt" && return
    say "installing the Python tools of tools/requirements.txt into $VENV"
    rm -rf "$VENV"
    /usr/bin/python3 -m venv "$VENV"
    "$VENV/bin/pip" install --quiet --no-cache-dir --disable-pip-version-check -r tools/requirements.txt ||
        die 1 "the Python package index could not be reached: connect this machine (or set PIP_INDEX_URL) and repeat"
    cp tools/requirements.txt "$VENV/"
}
