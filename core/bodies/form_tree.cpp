// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/form_tree.h"

#include <algorithm>

#include "core/bodies/body_limits.h"

namespace mirrorscope::bodies {

ReadingEnd readForm(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel) {
    const std::string_view text = tree.buffer(number).substr(0, kMostReadBytes);
    std::size_t steps = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (++steps % kStepsBetweenLooks == 0 && cancel.isCancelled()) {
            return {EndKind::Cancelled, static_cast<std::uint32_t>(at)};
        }
        const std::size_t end = std::min(text.find('&', at), text.size());
        const std::string_view pair = text.substr(at, end - at);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::size_t value = std::min(equals + 1, pair.size());
        const auto offset = static_cast<std::uint32_t>(at);
        if (!pair.empty() &&
            !tree.add(NodeType::Field, parent, number, {offset, static_cast<std::uint32_t>(equals)},
                      {offset + static_cast<std::uint32_t>(value),
                       static_cast<std::uint32_t>(pair.size() - value)})) {
            return {EndKind::Full, offset};
        }
        at = end + 1;
    }
    return {};
}

bool looksLikeForm(std::string_view text) {
    const std::size_t first = text.find('=');
    const bool hasPairs = first != text.npos && first > 0 && text.find('&') != text.npos &&
                          text.find('=', first + 1) != text.npos;
    return hasPairs && std::ranges::all_of(text, [](char c) {
               const bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
               return isWord || std::string_view("-._~%+*=&[]:/,@!$'();?").find(c) != std::string_view::npos;
           });
}

}  // namespace mirrorscope::bodies
