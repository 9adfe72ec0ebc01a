// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/snippets/nginx_snippet.h"

namespace mirrorscope::snippets {

/// One improvement of the faithful form. Each works on the tree alone and needs none of the others before it,
/// but they are applied in the order of the list.
struct NginxEdit {
    std::string_view name;
    std::string_view reason;
    bool (*applies)(const NginxOptions& options);
    void (*apply)(NginxConfiguration& configuration, const NginxOptions& options);
};

std::span<const NginxEdit> nginxEdits();

/// The location that copies are sent from; the page calls it /mirror-test.
inline constexpr std::string_view kMirrorLocation = "/_mirrorscope";

}  // namespace mirrorscope::snippets
