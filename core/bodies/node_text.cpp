// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/node_text.h"

#include <algorithm>
#include <vector>

#include "core/base/byte_text.h"
#include "core/content/media_type.h"

namespace mirrorscope::bodies {
namespace {

/// Longer paths are nobody's: one name may be a megabyte.
constexpr std::size_t kLongestName = 4096;
/// Brothers that are looked at for the number of one: a path is no reason to walk a hundred thousand.
constexpr std::uint32_t kMostBrothers = 5'000;

bool isJson(NodeType type) {
    return type == NodeType::Object || type == NodeType::Array || type == NodeType::String ||
           type == NodeType::Number || type == NodeType::Literal;
}

/// Members have names, elements of arrays have numbers.
bool isNumbered(const BodyTree& tree, NodeId id) {
    return isJson(tree.node(id).type) && tree.node(tree.node(id).parent).type == NodeType::Array;
}

void appendEscaped(std::string& out, std::string_view name) {
    for (const char c : name) {
        c == '~' ? void(out += "~0") : c == '/' ? void(out += "~1") : void(out += c);
    }
}

/// The number among the brothers of the same name, from 1; 0 when it is the only one.
std::size_t numberOf(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    std::size_t number = 0;
    std::size_t all = 0;
    const std::uint32_t last =
        std::min(tree.node(node.parent).childCount, std::max(node.row + 1, kMostBrothers));
    const std::uint32_t first = node.row >= kMostBrothers ? node.row : 0;
    for (std::uint32_t row = first; row < last; ++row) {
        const NodeId brother = tree.child(node.parent, row);
        if (tree.node(brother).type == node.type && tree.nameBytes(brother) == tree.nameBytes(id)) {
            ++all;
            number = row <= node.row ? all : number;
        }
    }
    return all > 1 ? number : 0;
}

std::string_view nestingName(NodeType type) {
    switch (type) {
        case NodeType::NestedJson:
            return "JSON";
        case NodeType::NestedForm:
            return "form";
        case NodeType::NestedBase64:
            return "base64";
        case NodeType::Token:
            return "JWT";
        case NodeType::TokenHeader:
            return "header";
        case NodeType::TokenPayload:
            return "payload";
        case NodeType::TokenSignature:
            return "signature";
        default:
            return {};
    }
}

void appendSegment(std::string& out, const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    const std::string_view nesting = nestingName(node.type);
    if (!nesting.empty()) {
        if (!out.empty()) {
            out += out.ends_with("JWT") ? " " : " › ";
        }
        out += nesting;
        return;
    }
    const bool isTop = isJson(node.type) && !isJson(tree.node(node.parent).type);
    if (isTop) {
        return;  // the value itself is the root of its pointer
    }
    const auto isNesting = [&tree](NodeId one) { return !nestingName(tree.node(one).type).empty(); };
    const bool beginsAnew =
        isNesting(node.parent) || (isJson(node.type) && isNesting(tree.node(node.parent).parent));
    out += beginsAnew ? " › /" : "/";
    if (isNumbered(tree, id)) {
        out += std::to_string(node.row);
        return;
    }
    out += node.type == NodeType::Attribute ? "@" : "";
    appendEscaped(out, nameOf(tree, id, kLongestName));
    if (node.name.length == 0 && node.type != NodeType::Object) {
        out += node.type == NodeType::CharacterData ? "text()"
               : node.type == NodeType::Comment     ? "comment()"
                                                    : "";
    }
    if (!isJson(node.type)) {
        if (const std::size_t number = numberOf(tree, id); number != 0) {
            (out += '[') += std::to_string(number);
            out += ']';
        }
    }
}

std::string_view headerOfPart(const BodyTree& tree, NodeId part, std::string_view name) {
    for (std::uint32_t row = 0; row < tree.node(part).childCount; ++row) {
        const NodeId child = tree.child(part, row);
        if (tree.node(child).type != NodeType::Header) {
            break;
        }
        if (base::equalsIgnoreCase(tree.nameBytes(child), name)) {
            return tree.valueBytes(child);
        }
    }
    return {};
}

}  // namespace

std::string valueOf(const BodyTree& tree, NodeId id, std::size_t limit) {
    const BodyNode& node = tree.node(id);
    const std::string_view bytes = tree.valueBytes(id);
    switch (node.type) {
        case NodeType::String:
            return withoutJsonEscapes(bytes, limit);
        case NodeType::Field:
            return withoutPercents(bytes, limit);
        case NodeType::Element:
            return node.has(NodeMark::ValueOnly) ? withoutEntities(bytes, limit)
                                                 : std::string(bytes.substr(0, limit));
        case NodeType::Attribute:
        case NodeType::CharacterData:
            return withoutEntities(bytes, limit);
        default:
            return std::string(bytes.substr(0, limit));
    }
}

std::string nameOf(const BodyTree& tree, NodeId id, std::size_t limit) {
    const BodyNode& node = tree.node(id);
    if (node.type == NodeType::Field) {
        return withoutPercents(tree.nameBytes(id), limit);
    }
    return isJson(node.type) ? withoutJsonEscapes(tree.nameBytes(id), limit)
                             : std::string(tree.nameBytes(id).substr(0, limit));
}

std::string pathOf(const BodyTree& tree, NodeId id) {
    std::vector<NodeId> way;
    for (; id != kRoot; id = tree.node(id).parent) {
        way.push_back(id);
    }
    std::string out;
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        appendSegment(out, tree, *step);
    }
    return out;
}

bool hasJson(const BodyTree& tree, NodeId id) {
    return tree.node(id).type != NodeType::Document &&
           (tree.node(id).type != NodeType::Element || tree.node(id).has(NodeMark::ValueOnly));
}

std::optional<std::string> jsonOf(const BodyTree& tree, NodeId id, std::size_t limit) {
    if (!hasJson(tree, id)) {
        return std::nullopt;
    }
    const BodyNode& node = tree.node(id);
    switch (node.type) {
        case NodeType::String:
            return '"' + std::string(tree.valueBytes(id)) + '"';
        case NodeType::Object:
        case NodeType::Array:
        case NodeType::Number:
        case NodeType::Literal:
            return std::string(tree.valueBytes(id));
        case NodeType::NestedJson:
        case NodeType::TokenHeader:
        case NodeType::TokenPayload:
            return node.has(NodeMark::Undecoded) ? jsonQuoted(valueOf(tree, id, limit))
                                                 : std::string(tree.valueBytes(id));
        default:
            return jsonQuoted(valueOf(tree, id, limit));
    }
}

std::string partFileName(const BodyTree& tree, NodeId part) {
    return std::string(content::parameterBytes(headerOfPart(tree, part, "Content-Disposition"), "filename"));
}

std::string partContentType(const BodyTree& tree, NodeId part) {
    return std::string(headerOfPart(tree, part, "Content-Type"));
}

}  // namespace mirrorscope::bodies
