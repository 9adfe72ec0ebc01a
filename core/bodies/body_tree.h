// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::bodies {

/// Bytes [offset, offset + length) of a buffer.
struct Span {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;

    std::uint32_t end() const { return offset + length; }
    bool operator==(const Span&) const = default;
};

enum class NodeType : std::uint8_t {
    Document,  // the root, and nothing else
    // JSON (RFC 8259)
    Object,
    Array,
    String,   // value: between the quotes, as sent
    Number,   // as sent: no reader agrees on large ones
    Literal,  // true, false, null
    // XML
    Element,
    Attribute,
    CharacterData,
    Comment,
    Instruction,
    DocumentType,
    // application/x-www-form-urlencoded
    Field,
    // multipart
    Part,    // value: its content
    Header,  // of a part
    // JWT (RFC 7519)
    Token,
    TokenHeader,
    TokenPayload,
    TokenSignature,
    Cookie,
    // a value read once more
    NestedJson,
    NestedForm,
    NestedBase64,
};

using NodeId = std::uint32_t;
inline constexpr NodeId kRoot = 0;

/// What is special about a node.
enum class NodeMark : std::uint8_t {
    TooDeep = 1,     // not opened: kMostDepth
    EndsEarly = 2,   // the body ends inside
    Repeated = 4,    // an earlier member of the object has the same name
    ValueOnly = 8,   // an element whose value is its text, not all of it
    Undecoded = 16,  // part of a token that is no base64 or no JSON
};

struct BodyNode {
    NodeType type = NodeType::Document;
    std::uint8_t marks = 0;
    std::uint16_t buffer = 0;  // which name and value are in
    std::uint16_t depth = 0;
    Span name;   // as sent: between the quotes of a key, percent-encoded
    Span value;  // as sent; all of it for containers
    NodeId parent = kRoot;
    std::uint32_t row = 0;  // among the children of the parent
    std::uint32_t childCount = 0;
    std::uint32_t firstChild = 0;  // into BodyTree's list of children

    bool has(NodeMark mark) const { return (marks & static_cast<std::uint8_t>(mark)) != 0; }
    void set(NodeMark mark) { marks |= static_cast<std::uint8_t>(mark); }
};

/// Bytes that nodes point into: the body first, then values that were decoded out of it.
struct Buffer {
    std::shared_ptr<const std::string> bytes;
    std::uint16_t from = 0;  // the buffer it was decoded from; its own number for the first
    Span at;                 // where it stood there
};

/// The values of a body, read with limits and without trust. Every span lies in its buffer, parents come
/// before their children. Immutable once built; any thread.
class BodyTree {
public:
    const BodyNode& node(NodeId id) const { return m_nodes[id]; }
    std::size_t size() const { return m_nodes.size(); }
    NodeId child(NodeId parent, std::uint32_t row) const {
        return m_children[m_nodes[parent].firstChild + row];
    }
    const std::vector<Buffer>& buffers() const { return m_buffers; }

    std::string_view bytes(const BodyNode& node, Span span) const {
        return std::string_view(*m_buffers[node.buffer].bytes).substr(span.offset, span.length);
    }
    std::string_view nameBytes(NodeId id) const { return bytes(m_nodes[id], m_nodes[id].name); }
    std::string_view valueBytes(NodeId id) const { return bytes(m_nodes[id], m_nodes[id].value); }

    /// Where the node stands in the body itself: its value, or what its value was decoded from.
    Span placeInBody(NodeId id) const;
    bool isDecoded(NodeId id) const { return m_nodes[id].buffer != 0; }
    /// The next one as the rows of an open tree follow each other; unset after the last.
    std::optional<NodeId> nextInOrder(NodeId id) const;
    std::optional<NodeId> previousInOrder(NodeId id) const;

private:
    friend class TreeBuilder;
    std::vector<BodyNode> m_nodes;
    std::vector<NodeId> m_children;
    std::vector<Buffer> m_buffers;
};

/// Collects nodes up to kMostNodes. One thread.
class TreeBuilder {
public:
    explicit TreeBuilder(std::shared_ptr<const std::string> body);

    std::string_view buffer(std::uint16_t number) const { return *m_tree.m_buffers[number].bytes; }
    /// Unset when there are as many as a node can name.
    std::optional<std::uint16_t> addBuffer(std::string bytes, std::uint16_t from, Span at);
    /// Decoding levels between the buffer and the body.
    std::size_t nesting(std::uint16_t buffer) const;

    /// Unset when there are enough; isFull() from then on.
    std::optional<NodeId> add(NodeType type, NodeId parent, std::uint16_t buffer, Span name, Span value);
    bool isFull() const { return m_isFull; }
    std::size_t size() const { return m_tree.m_nodes.size(); }
    BodyNode& node(NodeId id) { return m_tree.m_nodes[id]; }
    const BodyNode& node(NodeId id) const { return m_tree.m_nodes[id]; }
    /// Forgets the newest nodes and buffers: what was tried is not what it seemed.
    void shrinkTo(std::size_t nodes, std::size_t buffers);
    std::size_t bufferCount() const { return m_tree.m_buffers.size(); }

    /// Lists the children of each node; the builder is empty afterwards.
    BodyTree build();

private:
    BodyTree m_tree;
    bool m_isFull = false;
};

}  // namespace mirrorscope::bodies
