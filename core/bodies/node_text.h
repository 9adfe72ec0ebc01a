// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/bodies/body_tree.h"

namespace mirrorscope::bodies {

/// What the value of a node means: escapes of JSON, percents and plus signs of forms, the five entities of
/// XML undone; still bytes of a stranger. No more than `limit` bytes, and no more work than that. Any thread.
std::string valueOf(const BodyTree& tree, NodeId id, std::size_t limit = std::string::npos);
std::string nameOf(const BodyTree& tree, NodeId id, std::size_t limit = std::string::npos);

/// A JSON pointer (RFC 6901), spelled the same way for other kinds; a value that was decoded on the way
/// begins a new one: "/user/token › JWT payload › /sub". Parts of a path that repeats carry their number
/// from 1: "/a/b[2]". The root is "".
std::string pathOf(const BodyTree& tree, NodeId id);

/// JSON as sent for nodes of JSON, a JSON string for other single values (of their first `limit` bytes; those
/// that are no UTF-8 become U+FFFD); unset for the rest.
std::optional<std::string> jsonOf(const BodyTree& tree, NodeId id, std::size_t limit = std::string::npos);
bool hasJson(const BodyTree& tree, NodeId id);

/// The parameter of a part's Content-Disposition or the value of its Content-Type; empty when there is none.
std::string partFileName(const BodyTree& tree, NodeId part);
std::string partContentType(const BodyTree& tree, NodeId part);

/// JSON string of any bytes, with its quotes.
std::string jsonQuoted(std::string_view bytes);

// Ways of spelling, each up to `limit` bytes of result.
std::string withoutJsonEscapes(std::string_view text, std::size_t limit = std::string::npos);
std::string withoutPercents(std::string_view text, std::size_t limit = std::string::npos);
std::string withoutEntities(std::string_view text, std::size_t limit = std::string::npos);

}  // namespace mirrorscope::bodies
