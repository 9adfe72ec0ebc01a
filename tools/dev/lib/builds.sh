# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Configuring and building presets. CMAKE_BUILD_PARALLEL_LEVEL and CTEST_PARALLEL_LEVEL limit the jobs.

# Who has a cache of ccache keeps using it; for others it stays in build/, where it can be removed with the rest.
if [[ -z ${CCACHE_DIR:-} && ! -d ${HOME:-/}/.cache/ccache && ! -d ${HOME:-/}/.ccache ]]; then
    export CCACHE_DIR=$ROOT/build/ccache
fi

# Without these, ccache gives up on sources that use a precompiled header.
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}

# Always asks CMake: a folder that appeared since then is no input that Ninja knows of.
configure() {
    local preset=$1 log=build/$1/configure.log
    mkdir -p "build/$preset"
    cmake --preset "$preset" >"$log" 2>&1 || {
        cat "$log" >&2
        die 1 "configuring the preset $preset failed"
    }
}

# build PRESET [TARGET…]
build() {
    local preset=$1
    shift
    cmake --build "build/$preset" ${1:+--target "$@"}
}

# Targets whose name starts so, one a line.
targets() {
    ninja -C "build/$1" -t targets all | sed -n "s/^\($2[A-Za-z0-9_.-]*\): phony$/\1/p"
}

has_target() { targets "$1" "$2" | grep -qx "$2"; }
