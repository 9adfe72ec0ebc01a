// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/jwt_tree.h"

#include <algorithm>

#include "core/base/decoding.h"
#include "core/bodies/json_tree.h"

namespace mirrorscope::bodies {
namespace {

bool isBase64Url(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

/// Header or payload: its JSON, or a mark that it is none.
bool readSegment(TreeBuilder& tree, NodeType type, std::uint16_t number, Span at, NodeId token,
                 const base::CancelToken& cancel) {
    auto decoded = base::fromBase64(tree.buffer(number).substr(at.offset, at.length));
    const auto length = static_cast<std::uint32_t>(decoded ? decoded->size() : 0);
    const auto buffer = decoded ? tree.addBuffer(std::move(*decoded), number, at) : std::nullopt;
    const auto id =
        buffer ? tree.add(type, token, *buffer, {}, {0, length}) : tree.add(type, token, number, {}, at);
    if (!id) {
        return false;
    }
    const std::size_t nodes = tree.size();
    if (!buffer || !readJson(tree, *buffer, *id, cancel).isWhole()) {
        if (!tree.isFull()) {
            tree.shrinkTo(nodes, tree.bufferCount());
        }
        tree.node(*id).set(NodeMark::Undecoded);
    }
    return !tree.isFull();
}

}  // namespace

bool looksLikeJwt(std::string_view text) {
    // {" and { with a space, as base64.
    if (!text.starts_with("eyJ") && !text.starts_with("eyA") && !text.starts_with("ewo")) {
        return false;
    }
    const std::size_t first = text.find('.');
    const std::size_t second = first == text.npos ? text.npos : text.find('.', first + 1);
    if (second == text.npos || second == first + 1) {
        return false;
    }
    if (!isBase64Url(text.substr(0, first)) || !isBase64Url(text.substr(first + 1, second - first - 1)) ||
        !isBase64Url(text.substr(second + 1))) {
        return false;
    }
    const auto header = base::fromBase64(text.substr(0, first));
    return header && header->starts_with('{') && header->ends_with('}');
}

bool readJwt(TreeBuilder& tree, std::uint16_t number, Span at, NodeId parent, Span name,
             const base::CancelToken& cancel) {
    const std::string_view text = tree.buffer(number).substr(at.offset, at.length);
    const auto first = static_cast<std::uint32_t>(text.find('.'));
    const auto second = static_cast<std::uint32_t>(text.find('.', first + 1));
    const auto token = tree.add(NodeType::Token, parent, number, name, at);
    return token && readSegment(tree, NodeType::TokenHeader, number, {at.offset, first}, *token, cancel) &&
           readSegment(tree, NodeType::TokenPayload, number, {at.offset + first + 1, second - first - 1},
                       *token, cancel) &&
           tree.add(NodeType::TokenSignature, *token, number, {},
                    {at.offset + second + 1, at.length - second - 1})
               .has_value();
}

}  // namespace mirrorscope::bodies
