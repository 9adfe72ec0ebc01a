// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/mirrored_request.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, kRequestForms> kNames{"whole", "head-only", "incomplete", "malformed",
                                                             "not-http"};

}  // namespace

std::string_view requestFormName(RequestForm form) {
    return kNames[static_cast<std::size_t>(form)];
}

}  // namespace mirrorscope::traffic
