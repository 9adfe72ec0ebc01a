// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

#include "core/base/byte_text.h"
#include "core/redaction/secret.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::ui::privacy {

/// Whose text it is: its source decides which rules of the user count, its request whether it was revealed.
struct Owner {
    std::string_view source = {};
    traffic::RequestId request = 0;
};

// text::shownText with dots in place of secrets while the screen hides them. Every model role, label and
// tooltip that shows what a stranger sent, and no request as a whole, gets its text here. UI thread, bounded
// by kLookedThrough.

/// A target, or a text that ends in one: "GET /a?token=…".
QString shownTarget(std::string_view target, const Owner& owner, std::size_t limit = base::kShownBytes);
/// The value of one header.
QString shownHeader(std::string_view name, std::string_view value, const Owner& owner,
                    std::size_t limit = base::kShownBytes);
/// The first bytes of whatever arrived.
QString shownHead(std::string_view head, const Owner& owner, std::size_t limit = base::kShownBytes);
/// Any other text.
QString shownValue(std::string_view value, const Owner& owner, std::size_t limit = base::kShownBytes);
/// What a rule matched, where its place in the request is not known.
QString shownMatch(const traffic::Hit& hit, const Owner& owner, std::size_t limit = base::kShownBytes);

/// The message of such a hit: rules may put the match into it.
QString shownMessage(const traffic::Hit& hit, const Owner& owner);

/// Something of it is hidden now: a filter must not ask for it, chips tell what is asked.
bool hidesTarget(std::string_view target, const Owner& owner);
bool hidesHeader(std::string_view name, std::string_view value, const Owner& owner);

/// "••••••••"
QString dots();

/// Part of a request, `offset` in it, whose secrets are known.
QString shownPart(std::string_view part, std::size_t offset, const redaction::Secrets& hidden,
                  std::size_t limit = base::kShownBytes);
/// The secrets in [begin, begin + length), places counted from `begin`, cut at both ends.
redaction::Secrets secretsWithin(const redaction::Secrets& secrets, std::size_t begin, std::size_t length);

}  // namespace mirrorscope::ui::privacy
