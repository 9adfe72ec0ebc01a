// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "core/report/attack_selection.h"
#include "core/report/reading_context.h"
#include "core/report/sample_request.h"

namespace mirrorscope::report {
namespace {

constexpr std::size_t kAttackPage = 500;

/// Its first request since the view begins.
base::Result<void> readSample(const ReadingContext& context, traffic::RequestId firstOfView,
                              ReportedAttack& attack) {
    traffic::PageQuery query;
    query.limit = 1;
    query.newestFirst = false;
    query.after = std::max<traffic::RequestId>(0, firstOfView - 1);
    const auto requests = context.queries.attackRequests(attack.row.attack.id, query, context.cancel);
    if (!requests) {
        return requests.error();
    }
    if (requests->empty()) {
        return {};
    }
    const auto detail = context.queries.detail(requests->front(), context.cancel);
    if (!detail && detail.error().code == base::ErrorCode::RequestNotFound) {
        return {};  // removed meanwhile
    }
    if (!detail) {
        return detail.error();
    }
    attack.sample = sampleOf(context.hiding.request(*detail), attack.row.attack.id);
    return {};
}

base::Result<void> readSamples(const ReadingContext& context) {
    if (context.report.attacks.empty()) {
        return {};
    }
    traffic::PageQuery query;
    query.limit = 1;
    query.newestFirst = false;
    query.filter = context.question.filter;
    const auto first = context.queries.requests(query, context.cancel);
    if (!first) {
        return first.error();
    }
    const traffic::RequestId firstOfView = first->empty() ? 0 : first->front().id;
    std::int64_t read = 0;
    for (ReportedAttack& attack : context.report.attacks) {
        context.tell(Step::Samples, read++, static_cast<std::int64_t>(context.report.attacks.size()));
        if (const auto done = readSample(context, firstOfView, attack); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

base::Result<void> readAttacks(const ReadingContext& context) {
    AttackSelection selection(kMostAttacks);
    traffic::PageQuery query;
    query.limit = kAttackPage;
    query.filter = context.question.filter;
    while (true) {
        context.tell(Step::Attacks, static_cast<std::int64_t>(selection.seen()), 0);
        auto rows = context.queries.attacks(query, context.cancel);
        if (!rows) {
            return rows.error();
        }
        const std::size_t count = rows->size();
        query.after = count == 0 ? query.after : rows->back().attack.id;
        selection.add(std::move(*rows));
        if (count < kAttackPage) {
            break;
        }
    }
    context.report.allAttacks = selection.seen();
    for (traffic::AttackRow& row : selection.take()) {
        for (std::string* text : {&row.attack.client, &row.attack.host, &row.attack.endpoint,
                                  &row.attack.message, &row.attack.point}) {
            *text = context.hiding.text(*text, row.sourceName);
        }
        context.report.attacks.push_back({std::move(row), std::nullopt});
    }
    return readSamples(context);
}

}  // namespace mirrorscope::report
