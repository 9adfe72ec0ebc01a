// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"
#include "core/bodies/reading_end.h"

namespace mirrorscope::bodies {

struct MultipartEnd {
    ReadingEnd end;
    std::size_t parts = 0;         // also those that have no row
    bool isGuessed = false;        // the content type names no boundary; that of the first line was taken
    bool hasBoundary = false;      // false: nothing was read
    bool hasLongPartHead = false;  // kMostPartHeaders
};

/// Reads multipart (RFC 2046 5.1, lines may end with a bare LF): a Part each, its name that of its
/// Content-Disposition, its Headers below it. Looks at each line once.
MultipartEnd readMultipart(TreeBuilder& tree, std::uint16_t number, NodeId parent, std::string boundary,
                           const base::CancelToken& cancel);

/// The boundary that the first line of a multipart body shows; empty when it is none.
std::string boundaryInBytes(std::string_view body);

}  // namespace mirrorscope::bodies
