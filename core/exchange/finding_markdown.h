// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/redaction/redactor.h"
#include "core/traffic/finding.h"

namespace mirrorscope::exchange {

/// A finding about a source for a ticket: what was seen, what is wanted, why, and the lines to change.
/// Captured values cannot leave their code spans. With a redactor secrets in what was seen are hidden.
std::string findingMarkdown(const traffic::Finding& finding, std::string_view sourceName,
                            const redaction::Redactor* redactor);

}  // namespace mirrorscope::exchange
