// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/pairs_question.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "ui/text/number_text.h"

namespace mirrorscope::ui::forwarding {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PairsQuestion", text);
}

api::OnProgress into(const SharedPairsProgress& progress) {
    return [progress](std::int64_t at, std::int64_t last) {
        progress->at = at;
        progress->last = last;
    };
}

/// Only of the listed ones: 500 rows by their key.
base::Result<std::vector<PairsFound::Row>> rowsOf(api::SessionQueries& queries,
                                                  const std::vector<doctor::RequestPair>& pairs,
                                                  const base::CancelToken& cancel) {
    std::vector<PairsFound::Row> rows;
    for (auto pair = pairs.rbegin(); pair != pairs.rend() && rows.size() < kListedPairs; ++pair) {
        traffic::PageQuery page;
        page.after = pair->a + 1;
        page.until = pair->a;
        page.limit = 1;
        const auto found = queries.requests(page, cancel);
        if (!found) {
            return found.error();
        }
        if (!found->empty()) {
            const traffic::RequestRow& row = found->front();
            rows.push_back({*pair, row.time, row.method + " " + row.target});
        }
    }
    return rows;
}

}  // namespace

base::Result<PairsFound> findPairs(api::SessionQueries& queries, const api::PairingQuestion& question,
                                   const base::CancelToken& cancel, const SharedPairsProgress& progress) {
    const auto pairing = queries.pairSources(question, cancel, into(progress));
    if (!pairing) {
        return pairing.error();
    }
    auto rows = rowsOf(queries, pairing->pairs, cancel);
    if (!rows) {
        return rows.error();
    }
    progress->at = 0;
    progress->last = static_cast<std::int64_t>(pairing->pairs.size());
    progress->step = PairsProgress::Step::Comparing;
    auto differences = queries.pairDifferences(pairing->pairs, cancel, into(progress));
    if (!differences) {
        return differences.error();
    }
    return PairsFound{pairing->pairs.size(), pairing->onlyA + pairing->onlyB,
                      pairing->ambiguousA + pairing->ambiguousB, std::move(*rows), std::move(*differences)};
}

QString progressText(const PairsProgress& progress) {
    const auto count = [](std::int64_t number) {
        return text::countText(static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0)));
    };
    return progress.step == PairsProgress::Step::Pairing
               ? tr("Read up to request %1 of %2").arg(count(progress.at), count(progress.last))
               : tr("Compared %1 of %2 pairs").arg(count(progress.at), count(progress.last));
}

}  // namespace mirrorscope::ui::forwarding
