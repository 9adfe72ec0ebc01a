// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/redaction/redactor.h"

namespace mirrorscope::ui::privacy {

/// What a user hides besides what is known: the settings `redact-…`. Plain value.
struct SecretRules {
    std::vector<std::string> headers = {};
    std::vector<std::string> parameters = {};
    std::string pattern = {};

    bool operator==(const SecretRules&) const = default;
};

/// For requests of that source. Null when the pattern is none: then everything has to be hidden. Any thread.
std::unique_ptr<const redaction::Redactor> redactorOf(const SecretRules& rules, std::string_view source);

}  // namespace mirrorscope::ui::privacy
