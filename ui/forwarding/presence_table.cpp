// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/presence_table.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/byte_text.h"
#include "core/doctor/finding_subject.h"
#include "core/doctor/observation.h"
#include "core/doctor/presence_matrix.h"
#include "ui/hops/finding_words.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::forwarding {
namespace {

/// Shares that are so many points apart are no coincidence of traffic.
constexpr double kDiffers = 25;

QString tr(const char* text) {
    return QCoreApplication::translate("PresenceTable", text);
}

double share(const PresenceCell& cell) {
    return cell.requests == 0 ? 0
                              : 100.0 * static_cast<double>(cell.with) / static_cast<double>(cell.requests);
}

/// Headers that proxies write, in the order of the doctor; behind them all others.
std::size_t rankOf(const std::string& key) {
    const auto names = doctor::forwardingHeaders();
    const auto found =
        std::ranges::find_if(names, [&](std::string_view name) { return base::toLower(name) == key; });
    return static_cast<std::size_t>(found - names.begin());
}

using Rows = std::map<std::string, PresenceTable::Row>;

void addPresence(Rows& rows, const PresenceTable& table, const HeaderSnapshot& snapshot) {
    const traffic::HeaderPresence* total = nullptr;
    for (const traffic::HeaderPresence& header : snapshot.presence) {
        if (header.name.empty()) {
            total = &header;
            continue;
        }
        const auto source = std::ranges::find(table.sources, header.source, &traffic::Source::id);
        if (source == table.sources.end() || total == nullptr || total->source != header.source) {
            continue;
        }
        const std::string key = base::toLower(header.name);
        PresenceTable::Row& row = rows[key];
        row.name = header.name;
        row.key = key;
        row.cells.resize(table.sources.size());
        const auto said = snapshot.baseline(header.source);
        const auto numbers = doctor::presenceShare(header, total->counts, said);
        PresenceCell& cell = row.cells[static_cast<std::size_t>(source - table.sources.begin())];
        cell.isCounted = true;
        cell.with = std::min(header.counts.requests, total->counts.requests);
        cell.recent = numbers.recent;
        cell.atFirst = numbers.baseline;
        cell.since = said ? said->at : base::WallTime{};
        cell.hasDrifted = numbers.hasDrifted();
    }
}

/// Of each source how many requests there are, also where the header never came.
void addTotals(Rows& rows, const PresenceTable& table, const HeaderSnapshot& snapshot) {
    for (const traffic::HeaderPresence& header : snapshot.presence) {
        const auto source = std::ranges::find(table.sources, header.source, &traffic::Source::id);
        if (!header.name.empty() || source == table.sources.end()) {
            continue;
        }
        for (auto& [key, row] : rows) {
            row.cells[static_cast<std::size_t>(source - table.sources.begin())].requests =
                header.counts.requests;
        }
    }
}

void addFindings(Rows& rows, const PresenceTable& table, const HeaderSnapshot& snapshot) {
    for (const traffic::Finding& finding : snapshot.findings) {
        const auto source = std::ranges::find(table.sources, finding.source, &traffic::Source::id);
        if (!finding.isOpen() || snapshot.mute(finding) != nullptr || source == table.sources.end()) {
            continue;
        }
        const auto names = doctor::subjectHeaders(finding);
        if (names.empty()) {
            continue;
        }
        const std::string key = base::toLower(names.front());
        PresenceTable::Row& row = rows[key];
        if (row.key.empty()) {  // a header that never came has a row as soon as it is missed
            row.name = names.front();
            row.key = key;
            row.cells.resize(table.sources.size());
        }
        PresenceCell& cell = row.cells[static_cast<std::size_t>(source - table.sources.begin())];
        if (cell.finding == 0 || finding.severity > cell.severity) {
            cell.finding = finding.id;
            cell.severity = finding.severity;
        }
    }
}

bool differs(const PresenceTable::Row& row) {
    const auto [least, most] = std::ranges::minmax(row.cells, {}, share);
    return share(most) - share(least) >= kDiffers ||
           std::ranges::any_of(row.cells,
                               [](const PresenceCell& cell) { return cell.hasDrifted || cell.finding != 0; });
}

}  // namespace

PresenceTable presenceTable(const HeaderSnapshot& snapshot, const std::optional<std::string>& source,
                            const QString& words) {
    PresenceTable table;
    std::ranges::copy_if(
        snapshot.sources, std::back_inserter(table.sources), [&](const traffic::Source& one) {
            const bool hasSent =
                std::ranges::find(snapshot.presence, one.id, &traffic::HeaderPresence::source) !=
                snapshot.presence.end();
            return hasSent && (!source || one.name == *source);
        });
    Rows rows;
    addPresence(rows, table, snapshot);
    addFindings(rows, table, snapshot);
    addTotals(rows, table, snapshot);
    for (auto& [key, row] : rows) {
        if (!words.isEmpty() && !text::shownText(row.name).contains(words, Qt::CaseInsensitive)) {
            continue;
        }
        row.differs = differs(row);
        table.rows.push_back(std::move(row));
    }
    const auto sent = [](const PresenceTable::Row& row) {
        std::uint64_t sum = 0;
        for (const PresenceCell& cell : row.cells) {
            sum += cell.with;
        }
        return sum;
    };
    std::ranges::stable_sort(table.rows, [&](const auto& a, const auto& b) {
        const std::size_t rankA = rankOf(a.key);
        const std::size_t rankB = rankOf(b.key);
        return rankA != rankB ? rankA < rankB : sent(a) > sent(b);
    });
    return table;
}

QString driftText(const PresenceCell& cell) {
    return (cell.since == base::WallTime{} ? tr("%1 % now, was %2 % at first")
                                           : tr("%1 % now, was %2 % in the baseline"))
        .arg(std::lround(cell.recent))
        .arg(std::lround(cell.atFirst.value_or(0)));
}

std::vector<StandOut> standingOut(const PresenceTable& table, const HeaderSnapshot& snapshot) {
    std::vector<StandOut> findings;
    std::vector<StandOut> drifts;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (std::size_t column = 0; column < table.sources.size(); ++column) {
            const PresenceCell& cell = table.rows[row].cells[column];
            StandOut one{row, column, text::shownText(table.rows[row].name), {}};
            const auto finding = std::ranges::find(snapshot.findings, cell.finding, &traffic::Finding::id);
            if (cell.finding != 0 && finding != snapshot.findings.end()) {
                one.what = privacy::shownValue(finding->seen, {table.sources[column].name});
                findings.push_back(std::move(one));
            } else if (cell.hasDrifted) {
                one.what = driftText(cell);
                drifts.push_back(std::move(one));
            }
        }
    }
    std::ranges::stable_sort(findings, std::ranges::greater{}, [&](const StandOut& one) {
        return table.rows[one.row].cells[one.column].severity;
    });
    findings.insert(findings.end(), drifts.begin(), drifts.end());
    return findings;
}

}  // namespace mirrorscope::ui::forwarding
