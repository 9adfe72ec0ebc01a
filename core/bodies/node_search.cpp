// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/node_search.h"

#include <algorithm>
#include <string>

#include "core/base/case_blind_search.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/node_text.h"

namespace mirrorscope::bodies {
namespace {

/// All that is in them is in their children, too.
bool isContainer(const BodyTree& tree, NodeId id) {
    switch (tree.node(id).type) {
        case NodeType::Document:
        case NodeType::Object:
        case NodeType::Array:
        case NodeType::Token:
        case NodeType::NestedJson:
        case NodeType::NestedForm:
        case NodeType::NestedBase64:
        case NodeType::TokenHeader:
        case NodeType::TokenPayload:
            return tree.node(id).childCount > 0 || tree.node(id).type == NodeType::Document;
        case NodeType::Element:
            return !tree.node(id).has(NodeMark::ValueOnly) && !tree.node(id).has(NodeMark::TooDeep);
        default:
            return false;
    }
}

}  // namespace

std::optional<NodeId> findNode(const BodyTree& tree, NodeId from, bool forward, std::string_view needle,
                               const base::CancelToken& cancel) {
    if (needle.empty() || tree.size() == 0) {
        return std::nullopt;
    }
    const auto searcher = base::caseBlindSearcher(needle.begin(), needle.end());
    const auto has = [&](const std::string& text) {
        return std::search(text.begin(), text.end(), searcher) != text.end();
    };
    NodeId last = kRoot;  // in the order of rows
    while (!forward && tree.node(last).childCount > 0) {
        last = tree.child(last, tree.node(last).childCount - 1);
    }
    NodeId id = from;
    for (std::size_t step = 0; step < tree.size(); ++step) {
        id = forward ? tree.nextInOrder(id).value_or(kRoot) : tree.previousInOrder(id).value_or(last);
        if (step % kStepsBetweenLooks == 0 && cancel.isCancelled()) {
            return std::nullopt;
        }
        if (id != kRoot && (has(nameOf(tree, id)) || (!isContainer(tree, id) && has(valueOf(tree, id))))) {
            return id;
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::bodies
