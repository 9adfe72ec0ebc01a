// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "core/base/byte_text.h"
#include "core/bodies/body_tree.h"
#include "core/bodies/node_text.h"

namespace mirrorscope::test {

/// A tree in one line: type name=value for leaves, type name{children} for the rest; marks as in NodeMark.
inline std::string outline(const bodies::BodyTree& tree, bodies::NodeId id = bodies::kRoot) {
    static constexpr std::array<const char*, 24> kTypes{
        "",        "obj",    "arr",     "str",    "num",      "lit",      "elem",       "attr",
        "text",    "remark", "instr",   "dtd",    "field",    "part",     "header",     "jwt",
        "jwthead", "jwtpay", "jwtsign", "cookie", "nestjson", "nestform", "nestbase64", ""};
    const bodies::BodyNode& node = tree.node(id);
    std::string out = kTypes[static_cast<std::size_t>(node.type)];
    const std::string name = bodies::nameOf(tree, id);
    out += name.empty() ? "" : " " + base::shownText(name);
    const bool isContainer =
        node.childCount > 0 || node.type == bodies::NodeType::Object || node.type == bodies::NodeType::Array;
    const bool hasValue =
        !isContainer || node.has(bodies::NodeMark::ValueOnly) || node.type == bodies::NodeType::Part;
    if (id != bodies::kRoot && hasValue) {
        out += "=" + base::shownText(bodies::valueOf(tree, id));
    }
    out += node.has(bodies::NodeMark::TooDeep) ? "!deep" : "";
    out += node.has(bodies::NodeMark::EndsEarly) ? "!cut" : "";
    out += node.has(bodies::NodeMark::Repeated) ? "!again" : "";
    out += node.has(bodies::NodeMark::Undecoded) ? "!undecoded" : "";
    if (isContainer) {
        out += "{";
        for (std::uint32_t row = 0; row < node.childCount; ++row) {
            out += (row == 0 ? "" : ", ") + outline(tree, tree.child(id, row));
        }
        out += "}";
    }
    return out;
}

}  // namespace mirrorscope::test
