// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_options.h"

#include <algorithm>
#include <array>

namespace mirrorscope::lab {
namespace {

/// Addresses and names of things that the lab makes, and TLS, which its recorder does not speak.
constexpr std::array<std::string_view, 11> kOwn{"--listener",      "--origin",      "--bind",      "--host",
                                                "--original-host", "--entry-point", "--namespace", "--tls",
                                                "--tls-name",      "--tls-ca",      "--version"};

}  // namespace

bool isLabsOwnOption(std::string_view option) {
    return std::ranges::find(kOwn, option) != kOwn.end();
}

}  // namespace mirrorscope::lab
