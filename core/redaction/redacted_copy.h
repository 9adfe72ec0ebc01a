// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/redaction/redactor.h"
#include "core/traffic/rows.h"

namespace mirrorscope::redaction {

/// A copy of a request in which nothing of its secrets is left: for writers that need not know of redaction.
struct RedactedCopy {
    traffic::RequestDetail detail;
    Secrets secrets;           // of the original
    bool changesBody = false;  // then the digest is gone: it would tell short secrets to who tries them all
};

/// Head, body, trailers, trailing bytes, target, and the matched values of hits with the mark in place of
/// each secret. Places of hits are those in the copy; a hit inside a secret has none, and no matched value.
RedactedCopy redactedCopy(const traffic::RequestDetail& detail, const Redactor& redactor,
                          std::string_view mark);

}  // namespace mirrorscope::redaction
