// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/redaction/redactor.h"
#include "core/redaction/secret.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::detail {

/// What the tabs of the pane show: one request and its bytes in one piece, made on the reader thread.
struct ShownRequest {
    traffic::RequestDetail detail;
    std::string bytes;  // head, body, trailers and trailing bytes as they were kept
    /// It was looked through by these; unset: it was not, and all of it counts as secret.
    std::optional<redaction::UserRules> rules;
    redaction::Secrets secrets;    // places in `bytes`; not what hits matched inside them
    std::vector<bool> hidesMatch;  // for each of the hits; empty without rules
};

using SharedRequest = std::shared_ptr<const ShownRequest>;

/// Nothing without rules, or with a pattern that cannot be read: then everything is to be hidden.
std::optional<redaction::Redactor> redactorOf(const ShownRequest& shown);

/// Part of a request that lives as long as the request.
inline std::shared_ptr<const std::string> partOf(const SharedRequest& request, const std::string& part) {
    return {request, &part};
}

/// Puts the worst hits first. Looks for secrets when there are rules; linear in the bytes.
SharedRequest shownRequest(traffic::RequestDetail detail,
                           std::optional<redaction::UserRules> rules = redaction::UserRules());

}  // namespace mirrorscope::ui::detail
