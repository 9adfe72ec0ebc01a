// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/body_tree.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/bodies/body_limits.h"

namespace mirrorscope::bodies {

Span BodyTree::placeInBody(NodeId id) const {
    std::uint16_t number = m_nodes[id].buffer;
    if (number == 0) {
        return m_nodes[id].value;
    }
    while (m_buffers[number].from != 0) {
        number = m_buffers[number].from;
    }
    return m_buffers[number].at;
}

std::optional<NodeId> BodyTree::nextInOrder(NodeId id) const {
    if (m_nodes[id].childCount > 0) {
        return child(id, 0);
    }
    while (id != kRoot) {
        const BodyNode& node = m_nodes[id];
        if (node.row + 1 < m_nodes[node.parent].childCount) {
            return child(node.parent, node.row + 1);
        }
        id = node.parent;
    }
    return std::nullopt;
}

std::optional<NodeId> BodyTree::previousInOrder(NodeId id) const {
    if (id == kRoot) {
        return std::nullopt;
    }
    const BodyNode& node = m_nodes[id];
    if (node.row == 0) {
        return node.parent;
    }
    id = child(node.parent, node.row - 1);
    while (m_nodes[id].childCount > 0) {
        id = child(id, m_nodes[id].childCount - 1);
    }
    return id;
}

TreeBuilder::TreeBuilder(std::shared_ptr<const std::string> body) {
    const auto length = static_cast<std::uint32_t>(std::min(body->size(), kMostReadBytes));
    m_tree.m_buffers.push_back({std::move(body), 0, {0, length}});
    BodyNode root;
    root.value = {0, length};
    m_tree.m_nodes.push_back(root);
}

std::optional<std::uint16_t> TreeBuilder::addBuffer(std::string bytes, std::uint16_t from, Span at) {
    if (m_tree.m_buffers.size() > std::numeric_limits<std::uint16_t>::max()) {
        return std::nullopt;
    }
    m_tree.m_buffers.push_back({std::make_shared<const std::string>(std::move(bytes)), from, at});
    return static_cast<std::uint16_t>(m_tree.m_buffers.size() - 1);
}

std::size_t TreeBuilder::nesting(std::uint16_t buffer) const {
    std::size_t levels = 0;
    for (; buffer != 0; buffer = m_tree.m_buffers[buffer].from) {
        ++levels;
    }
    return levels;
}

std::optional<NodeId> TreeBuilder::add(NodeType type, NodeId parent, std::uint16_t buffer, Span name,
                                       Span value) {
    if (m_tree.m_nodes.size() >= kMostNodes) {
        m_isFull = true;
        return std::nullopt;
    }
    BodyNode node;
    node.type = type;
    node.buffer = buffer;
    node.parent = parent;
    node.depth = static_cast<std::uint16_t>(m_tree.m_nodes[parent].depth + 1);
    node.name = name;
    node.value = value;
    m_tree.m_nodes.push_back(node);
    return static_cast<NodeId>(m_tree.m_nodes.size() - 1);
}

void TreeBuilder::shrinkTo(std::size_t nodes, std::size_t buffers) {
    m_tree.m_nodes.resize(nodes);
    m_tree.m_buffers.resize(buffers);
    m_isFull = false;
}

BodyTree TreeBuilder::build() {
    std::vector<BodyNode>& nodes = m_tree.m_nodes;
    for (NodeId id = 1; id < nodes.size(); ++id) {
        nodes[id].row = nodes[nodes[id].parent].childCount++;
    }
    std::uint32_t first = 0;
    for (BodyNode& node : nodes) {
        node.firstChild = first;
        first += node.childCount;
    }
    m_tree.m_children.resize(first);
    for (NodeId id = 1; id < nodes.size(); ++id) {
        m_tree.m_children[nodes[nodes[id].parent].firstChild + nodes[id].row] = id;
    }
    return std::exchange(m_tree, {});
}

}  // namespace mirrorscope::bodies
