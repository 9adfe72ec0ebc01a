// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/redaction/text_secrets.h"

namespace mirrorscope::redaction {

// Each adds the secrets of one part of a request, places counted from its first byte.

/// A head, or whatever came instead of one.
void findHeadSecrets(std::string_view head, Search& search, SecretList& list);
/// A text with a request target in it, or the target alone.
void findTargetSecrets(std::string_view text, Search& search, SecretList& list);
/// One header's value; places count from its first byte.
void findHeaderSecrets(std::string_view name, std::string_view value, Search& search, SecretList& list);
/// Header lines without a request line in front.
void findTrailerSecrets(std::string_view trailers, Search& search, SecretList& list);
/// A kept body; the head says what it is. A coded body is hidden whole when a secret is in it or when it
/// cannot be looked into, because nothing in it can be hidden.
void findBodySecrets(std::string_view body, std::string_view head, Search& search, SecretList& list);
/// One whose codings are undone already.
void findDecodedBodySecrets(std::string_view body, std::string_view head, Search& search, SecretList& list);

}  // namespace mirrorscope::redaction
