// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "core/query/pattern.h"
#include "core/redaction/secret_list.h"
#include "core/redaction/secret_names.h"

namespace mirrorscope::redaction {

/// What to look for, and how much time is left for patterns.
struct Search {
    const SecretNames& names;
    const std::vector<query::Pattern>& patterns;
    std::chrono::milliseconds patternTime;
};

struct TextTraits {
    bool mayHoldCards = true;
    bool isForm = false;        // fields between `&`
    std::string_view boundary;  // of multipart; empty: none
};

/// Adds the secrets of any text, as it is and with codings undone. `at` is the place of the text in the part
/// that the list is for.
void findTextSecrets(std::string_view text, std::size_t at, const TextTraits& traits, Search& search,
                     SecretList& list);

}  // namespace mirrorscope::redaction
