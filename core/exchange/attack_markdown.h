// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "core/redaction/redactor.h"
#include "core/traffic/rows.h"

namespace mirrorscope::exchange {

/// Requests of an attack that a report shows; more make it no clearer.
inline constexpr std::size_t kShownRequests = 3;

/// An attack for a ticket or a chat: what, who, where, when, rules, the filter that finds it again, and the
/// heads of its first requests with what matched; the others, stored or not, are a number. Captured values
/// stand in code spans and fences that nothing in them can end. With a redactor secrets are hidden.
std::string attackMarkdown(const traffic::AttackRow& row, std::span<const traffic::RequestDetail> requests,
                           const redaction::Redactor* redactor);

}  // namespace mirrorscope::exchange
