// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/node_secrets.h"

#include <utility>

#include "core/bodies/node_text.h"
#include "ui/privacy/shown_secrets.h"

namespace mirrorscope::ui::detail {
namespace {

redaction::Secrets within(const redaction::Secrets& secrets, bodies::Span span) {
    return privacy::secretsWithin(secrets, span.offset, span.length);
}

/// Of what was decoded out of a secret: names of claims and members are none, as those of cookies.
constexpr const char* kInside = "inside a secret";

redaction::Secrets all(std::size_t size, const char* reason) {
    return size == 0 ? redaction::Secrets() : redaction::Secrets{{0, size, reason}};
}

}  // namespace

NodeSecrets nodeSecrets(const bodies::BodyTree& tree, redaction::Secrets inFirst,
                        const redaction::Redactor* redactor) {
    NodeSecrets secrets;
    const auto& buffers = tree.buffers();
    secrets.reserve(buffers.size());
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        const bodies::Buffer& buffer = buffers[i];
        if (i == 0) {
            secrets.push_back(std::move(inFirst));
            continue;
        }
        const redaction::Secrets outside = within(secrets[buffer.from], buffer.at);
        const bool isInside = outside.size() == 1 && outside.front().length == buffer.at.length;
        redaction::Secrets found = redactor == nullptr ? all(buffer.bytes->size(), "not looked through")
                                   : isInside          ? all(buffer.bytes->size(), kInside)
                                                       : redactor->secretsOfText(*buffer.bytes);
        // What was seen before decoding must not be lost by it.
        secrets.push_back(found.empty() && !outside.empty() ? all(buffer.bytes->size(), kInside)
                                                            : std::move(found));
    }
    return secrets;
}

bool hidesName(const NodeSecrets* secrets, const bodies::BodyTree& tree, bodies::NodeId node) {
    if (secrets == nullptr) {
        return false;
    }
    const bodies::BodyNode& one = tree.node(node);
    const redaction::Secrets found = within((*secrets)[one.buffer], one.name);
    return !found.empty() && found.front().reason != kInside;
}

bool hidesValue(const NodeSecrets* secrets, const bodies::BodyTree& tree, bodies::NodeId node) {
    const bodies::BodyNode& one = tree.node(node);
    return secrets != nullptr && !within((*secrets)[one.buffer], one.value).empty();
}

std::string seenValue(const NodeSecrets* secrets, const bodies::BodyTree& tree, bodies::NodeId node,
                      std::size_t limit) {
    if (!hidesValue(secrets, tree, node)) {
        return bodies::valueOf(tree, node, limit);
    }
    const bodies::BodyNode& one = tree.node(node);
    if (one.childCount == 0) {
        return std::string(redaction::kShownMark);
    }
    return redaction::hidden(tree.valueBytes(node), within((*secrets)[one.buffer], one.value),
                             redaction::kShownMark)
        .substr(0, limit);
}

}  // namespace mirrorscope::ui::detail
