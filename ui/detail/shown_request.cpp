// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/shown_request.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/redaction/kept_matches.h"
#include "core/redaction/secret_values.h"
#include "ui/privacy/shown_secrets.h"

namespace mirrorscope::ui::detail {
namespace {

void findSecrets(ShownRequest& shown) {
    const auto redactor = redactorOf(shown);
    if (!redactor) {
        shown.rules.reset();
        shown.secrets.push_back({0, shown.bytes.size(), {}});
        return;
    }
    const redaction::Secrets secrets = redactor->secretsOf(shown.detail.request);
    shown.secrets = redaction::besideMatches(secrets, shown.detail.hits);
    const redaction::SecretValues values(secrets, shown.bytes);
    for (const traffic::HitRow& row : shown.detail.hits) {
        shown.hidesMatch.push_back(
            row.hit.offset ? !privacy::secretsWithin(shown.secrets, *row.hit.offset, row.hit.length).empty()
                           : values.areIn(row.hit, *redactor));
    }
}

}  // namespace

std::optional<redaction::Redactor> redactorOf(const ShownRequest& shown) {
    if (!shown.rules) {
        return std::nullopt;
    }
    auto made = redaction::Redactor::makeFor(shown.detail.row.sourceName, *shown.rules);
    return made ? std::optional(std::move(*made)) : std::nullopt;
}

SharedRequest shownRequest(traffic::RequestDetail detail, std::optional<redaction::UserRules> rules) {
    auto shown = std::make_shared<ShownRequest>();
    shown->detail = std::move(detail);
    std::ranges::stable_sort(shown->detail.hits, std::greater(),
                             [](const traffic::HitRow& row) { return row.hit.severity; });
    const traffic::MirroredRequest& request = shown->detail.request;
    shown->bytes = request.head + request.body + request.trailers + request.trailing;
    shown->rules = std::move(rules);
    findSecrets(*shown);
    return shown;
}

}  // namespace mirrorscope::ui::detail
