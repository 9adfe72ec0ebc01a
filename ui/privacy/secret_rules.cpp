// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privacy/secret_rules.h"

#include <utility>

namespace mirrorscope::ui::privacy {

std::unique_ptr<const redaction::Redactor> redactorOf(const SecretRules& rules, std::string_view source) {
    auto made = redaction::Redactor::make(
        redaction::rulesFor(source, rules.headers, rules.parameters, rules.pattern));
    return made ? std::make_unique<const redaction::Redactor>(std::move(*made)) : nullptr;
}

}  // namespace mirrorscope::ui::privacy
