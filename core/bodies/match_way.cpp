// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/match_way.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/bodies/node_text.h"

namespace mirrorscope::bodies {
namespace {

bool holds(Span outer, Span inner) {
    return outer.offset <= inner.offset && inner.end() <= outer.end();
}

/// The innermost node of the body itself that holds the place.
NodeId innermost(const BodyTree& tree, Span place) {
    NodeId id = kRoot;
    for (bool goesOn = true; goesOn;) {
        goesOn = false;
        for (std::uint32_t row = 0; row < tree.node(id).childCount && !goesOn; ++row) {
            const NodeId child = tree.child(id, row);
            if (!tree.isDecoded(child) && holds(tree.node(child).value, place)) {
                id = child;
                goesOn = true;
            }
        }
    }
    return id;
}

/// Among what was decoded of `top`: the first value without children that has it.
std::optional<NodeId> decodedWith(const BodyTree& tree, NodeId top, std::string_view matched) {
    const std::uint16_t depth = tree.node(top).depth;
    for (auto id = tree.nextInOrder(top); id && tree.node(*id).depth > depth; id = tree.nextInOrder(*id)) {
        const BodyNode& node = tree.node(*id);
        if (node.childCount == 0 && node.buffer != tree.node(top).buffer &&
            valueOf(tree, *id).find(matched) != std::string::npos) {
            return id;
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<NodeId> wayToMatch(const BodyTree& tree, Span place, std::string_view matched) {
    if (tree.size() == 0) {
        return {};
    }
    NodeId value = innermost(tree, place);
    // The segments of a token are values of the one that holds it.
    while (tree.node(value).type == NodeType::Token || tree.node(value).type == NodeType::TokenSignature) {
        value = tree.node(value).parent;
    }
    const NodeType type = tree.node(value).type;
    if (value == kRoot || type == NodeType::Object || type == NodeType::Array) {
        return {};
    }
    std::vector<NodeId> way;
    const auto last = matched.empty() ? std::nullopt : decodedWith(tree, value, matched);
    for (NodeId id = last.value_or(value); id != value; id = tree.node(id).parent) {
        const bool isShown = way.empty() || tree.node(id).buffer != tree.node(way.back()).buffer ||
                             tree.node(tree.node(id).parent).buffer != tree.node(id).buffer;
        if (isShown && tree.node(id).type != NodeType::Token) {
            way.push_back(id);
        }
    }
    way.push_back(value);
    std::ranges::reverse(way);
    return way;
}

}  // namespace mirrorscope::bodies
