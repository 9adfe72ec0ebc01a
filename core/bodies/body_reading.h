// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/bodies/body_kind.h"
#include "core/bodies/body_tree.h"
#include "core/bodies/image_facts.h"
#include "core/bodies/reading_end.h"
#include "core/content/content_decoding.h"

namespace mirrorscope::bodies {

/// What a person is told beside the values; the words are those of whoever shows it.
enum class RemarkKind : std::uint8_t {
    SaysOther,         // the media type promises another kind than the bytes are
    Invalid,           // count: offset of the first problem
    EndsEarly,         // count: where
    TooLarge,          // count: bytes that were read
    TooManyNodes,      // count: nodes that there are
    TooDeep,           // count: levels that were opened
    TooManyParts,      // count: all of them
    LongPartHead,      // count: header lines of a part that are listed
    NestedLimit,       // values that were not decoded further
    BoundaryGuessed,   // the media type names none
    DocumentType,      // XML: there is one, nothing of it is resolved
    RepeatedNames,     // count: members of objects whose name was there before
    TokenNotVerified,  // JWT
};

struct Remark {
    RemarkKind kind;
    std::uint64_t count = 0;
};

/// A body read for showing. Immutable; any thread.
struct BodyReading {
    std::shared_ptr<const std::string> bytes;  // codings undone, as far as they could be
    std::vector<content::DecodingStep> codings;
    std::string type;  // media type as announced, lower case; bytes of a stranger
    BodyKind kind = BodyKind::Text;
    std::size_t parts = 0;  // of multipart, all of them
    std::optional<ImageFacts> image;
    BodyTree tree;  // of kinds that have one; else the root alone
    std::vector<Remark> remarks;

    bool hasTree() const { return tree.size() > 1; }
};

/// Undoes the codings, finds out what the bytes are (the media type is believed when they are that, too) and
/// reads them into a tree. Bounded by body_limits.h and linear in the body. Cancelled: whatever there is
/// then; nobody looks at it.
BodyReading readBody(std::shared_ptr<const std::string> body, std::string_view contentType,
                     std::string_view contentEncoding, const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
