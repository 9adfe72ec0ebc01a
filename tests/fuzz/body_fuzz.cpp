// SPDX-License-Identifier: Apache-2.0
// A body as a tree of values: whatever the bytes and whatever is said about them, the tree is bounded and
// every place lies inside. A word each for the media type and the codings, then the body.
#include <string>

#include "core/base/byte_text.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/body_reading.h"
#include "core/bodies/head_values.h"
#include "core/bodies/match_way.h"
#include "core/bodies/node_search.h"
#include "core/bodies/node_text.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using namespace mirrorscope::bodies;
using fuzz::require;

bool lies(Span span, std::size_t size) {
    return span.offset <= size && span.length <= size - span.offset;
}

void checkNode(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    require(node.buffer < tree.buffers().size(), "a node has its buffer");
    const std::size_t size = tree.buffers()[node.buffer].bytes->size();
    require(lies(node.name, size) && lies(node.value, size), "a node lies in its buffer");
    require(lies(tree.placeInBody(id), tree.buffers()[0].bytes->size()), "its place lies in the body");
    require(node.depth <= (kMostDepth + 3) * (kMostNesting + 1), "no node is too deep");
    for (std::uint32_t row = 0; row < node.childCount; ++row) {
        const NodeId child = tree.child(id, row);
        require(child > id && tree.node(child).parent == id && tree.node(child).row == row,
                "children and parents agree");
        require(tree.node(child).depth == node.depth + 1, "children are one deeper");
    }
    require(valueOf(tree, id, 64).size() <= 64 + 4, "a value is cut");
    require(base::isUtf8(base::shownText(nameOf(tree, id, 64))), "a name can be shown");
    if (const auto json = jsonOf(tree, id)) {
        require(json->size() <= 6 * (size + 2), "JSON grows only by its escapes");
    }
}

void checkTree(const BodyTree& tree) {
    require(tree.size() <= kMostNodes, "there are no more nodes than allowed");
    require(tree.buffers().size() <= 4 * (kMostNested + kMostParts), "there are not too many buffers");
    for (const Buffer& buffer : tree.buffers()) {
        require(lies(buffer.at, tree.buffers()[buffer.from].bytes->size()), "a buffer comes out of another");
    }
    std::size_t walked = 1;
    NodeId last = kRoot;
    for (auto id = tree.nextInOrder(kRoot); id; id = tree.nextInOrder(*id)) {
        require(tree.previousInOrder(*id) == last, "both directions are one order");
        last = *id;
        ++walked;
    }
    require(walked == tree.size(), "every node is in the order once");
    for (NodeId id = 0; id < tree.size(); ++id) {
        checkNode(tree, id);
    }
    pathOf(tree, last);
    for (const NodeId id : wayToMatch(tree, tree.placeInBody(last), "a")) {
        require(id != kRoot && id < tree.size(), "the way leads through nodes");
    }
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    using namespace std::string_literals;
    const auto end = connection.find("\r\n\r\n");
    const std::string head(connection.substr(0, end));
    std::vector<std::string> inputs{"\0\0"s + head};
    if (end != connection.npos && end + 4 < connection.size()) {
        const std::string body(connection.substr(end + 4));
        for (const char* type : {"", "application/json", "text/xml", "application/x-www-form-urlencoded",
                                 "multipart/form-data; boundary=x"}) {
            inputs.push_back(type + "\0\0"s + body);
        }
    }
    return inputs;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::string_view type = input.takeWord();
    const std::string_view codings = input.takeWord();
    const auto body = std::make_shared<const std::string>(input.rest());
    const BodyReading read = readBody(body, type, codings, {});
    require(read.bytes->size() <= std::max(content::kMostDecoded, body->size()), "decoding has a limit");
    checkTree(read.tree);
    if (const auto found = findNode(read.tree, kRoot, true, "a", {})) {
        require(*found != kRoot && *found < read.tree.size(), "what is found is a node");
    }
    checkTree(readHeadValues(body, {}));
    return 0;
}
