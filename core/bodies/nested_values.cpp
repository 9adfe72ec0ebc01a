// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/nested_values.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/decoding.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/form_tree.h"
#include "core/bodies/json_tree.h"
#include "core/bodies/jwt_tree.h"
#include "core/bodies/node_text.h"

namespace mirrorscope::bodies {
namespace {

/// "[1]" and "a=1&b=2" are shorter than anything worth a level.
constexpr std::size_t kShortest = 3;

class NestedReader {
public:
    NestedReader(TreeBuilder& tree, const base::CancelToken& cancel) : m_tree(tree), m_cancel(cancel) {}

    bool run() {
        // Grows while it is read: what was decoded is looked at in its turn.
        for (NodeId id = 1; id < m_tree.size() && !m_tree.isFull(); ++id) {
            if (id % kStepsBetweenLooks == 0 && m_cancel.isCancelled()) {
                return true;
            }
            look(id);
        }
        return !m_reached;
    }

private:
    static bool mayHold(const BodyNode& node) {
        switch (node.type) {
            case NodeType::String:
            case NodeType::Field:
            case NodeType::Part:
            case NodeType::CharacterData:
            case NodeType::Attribute:
            case NodeType::Cookie:
                return true;
            case NodeType::Element:
                return node.has(NodeMark::ValueOnly);
            default:
                return false;
        }
    }

    std::string decoded(const BodyNode& node, std::size_t limit) const {
        const std::string_view bytes = bytesOf(node);
        switch (node.type) {
            case NodeType::String:
                return withoutJsonEscapes(bytes, limit);
            case NodeType::Field:
            case NodeType::Cookie:
                return withoutPercents(bytes, limit);
            case NodeType::Part:
                return std::string(bytes.substr(0, limit));
            default:
                return withoutEntities(bytes, limit);
        }
    }

    std::string_view bytesOf(const BodyNode& node) const {
        return m_tree.buffer(node.buffer).substr(node.value.offset, node.value.length);
    }

    void look(NodeId id) {
        const BodyNode node = m_tree.node(id);
        if (!mayHold(node) || node.value.length < kShortest || node.has(NodeMark::EndsEarly)) {
            return;
        }
        // The beginning tells whether the whole is worth decoding.
        const std::string begin = decoded(node, 64);
        const std::size_t first = std::min(begin.find_first_not_of(" \t\r\n"), begin.size());
        const bool isJson = begin.substr(first, 1) == "{" || begin.substr(first, 1) == "[";
        const std::string_view bytes = bytesOf(node);
        const bool isJwt = looksLikeJwt(bytes);
        const bool isBase64 = !isJwt && (bytes.starts_with("eyJ") || bytes.starts_with("W3"));
        const bool isForm = !isJson && !isJwt && node.type != NodeType::Part && looksLikeForm(begin);
        if (!isJson && !isJwt && !isBase64 && !isForm) {
            return;
        }
        if (m_tree.nesting(node.buffer) >= kMostNesting || m_count >= kMostNested ||
            m_bytes + bytes.size() > kMostNestedBytes) {
            m_reached = true;
            return;
        }
        m_bytes += bytes.size();
        if (isJwt) {
            m_count += readJwt(m_tree, node.buffer, node.value, id, {}, m_cancel) ? 1 : 0;
        } else if (isBase64) {
            if (auto plain = base::fromBase64(bytes)) {
                keepJson(NodeType::NestedBase64, id, std::move(*plain));
            }
        } else if (isJson) {
            keepJson(NodeType::NestedJson, id, decoded(node, kMostNestedBytes));
        } else {
            keepForm(id, decoded(node, kMostNestedBytes));
        }
    }

    void keepJson(NodeType type, NodeId parent, std::string text) {
        const std::size_t nodes = m_tree.size();
        const std::size_t buffers = m_tree.bufferCount();
        const auto below = addBelow(type, parent, std::move(text));
        if (!below) {
            return;
        }
        const bool isWhole = readJson(m_tree, m_tree.node(*below).buffer, *below, m_cancel).isWhole();
        // More than a container without anything in it.
        if (isWhole && m_tree.size() > nodes + 2) {
            ++m_count;
        } else {
            m_reached = m_reached || m_tree.isFull();
            m_tree.shrinkTo(nodes, buffers);
        }
    }

    void keepForm(NodeId parent, std::string text) {
        if (!looksLikeForm(text)) {
            return;
        }
        if (const auto below = addBelow(NodeType::NestedForm, parent, std::move(text))) {
            readForm(m_tree, m_tree.node(*below).buffer, *below, m_cancel);
            ++m_count;
        }
    }

    std::optional<NodeId> addBelow(NodeType type, NodeId parent, std::string text) {
        const BodyNode node = m_tree.node(parent);
        const auto length = static_cast<std::uint32_t>(text.size());
        const auto buffer = m_tree.addBuffer(std::move(text), node.buffer, node.value);
        return buffer ? m_tree.add(type, parent, *buffer, {}, {0, length}) : std::nullopt;
    }

    TreeBuilder& m_tree;
    const base::CancelToken& m_cancel;
    std::size_t m_count = 0;
    std::size_t m_bytes = 0;
    bool m_reached = false;
};

}  // namespace

bool readNested(TreeBuilder& tree, const base::CancelToken& cancel) {
    return NestedReader(tree, cancel).run();
}

}  // namespace mirrorscope::bodies
