// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/health_model.h"

#include <QIcon>
#include <algorithm>
#include <numeric>

#include "ui/charts/sparkline.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/swatch_icon.h"

namespace mirrorscope::ui::overview {
namespace {

using theme::Icon;
using traffic::MirrorHealth;

constexpr std::size_t kShownName = 512;

bool isRight(int column) {
    return column != HealthModel::SourceColumn && column != HealthModel::HourColumn &&
           column != HealthModel::StateColumn;
}

std::optional<std::chrono::microseconds> lagOf(const MirrorHealth& row, int column) {
    if (!row.probes || !row.probes->hasLag()) {
        return std::nullopt;
    }
    return column == HealthModel::P50Column   ? row.probes->p50
           : column == HealthModel::P95Column ? row.probes->p95
                                              : row.probes->p99;
}

/// A proof may be old: what the requests of the hour show counts beside it.
std::optional<std::uint64_t> twiceOf(const MirrorHealth& row) {
    if (row.probes && row.copies) {
        return std::max(row.probes->twice, row.copies->twice);
    }
    return row.probes   ? std::optional(row.probes->twice)
           : row.copies ? std::optional(row.copies->twice)
                        : std::nullopt;
}

/// "6 min ago", and in the first seconds "just now".
QString agoText(base::WallTime at, base::WallTime now) {
    return now - at < std::chrono::seconds(2) ? HealthModel::tr("just now")
                                              : HealthModel::tr("%1 ago").arg(text::relativeText(at, now));
}

std::uint64_t inHour(const MirrorHealth& row) {
    return std::accumulate(row.lastHour.begin(), row.lastHour.end(), std::uint64_t{0});
}

}  // namespace

void HealthModel::setHealth(std::vector<MirrorHealth> sources, base::WallTime now) {
    m_now = now;
    const bool isSame = std::ranges::equal(
        sources, m_rows, {}, [](const auto& row) { return row.source.id; },
        [](const auto& row) { return row.source.id; });
    if (isSame && !sources.empty()) {
        m_rows = std::move(sources);
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(sources);
    endResetModel();
}

void HealthModel::setSilent(std::set<traffic::SourceId> silent) {
    if (silent != m_silent) {
        m_silent = std::move(silent);
        if (!m_rows.empty()) {
            emit dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn));
        }
    }
}

const MirrorHealth* HealthModel::health(const QModelIndex& index) const {
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? &m_rows[static_cast<std::size_t>(index.row())]
                                                             : nullptr;
}

int HealthModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HealthModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

bool HealthModel::isUnnamed(const MirrorHealth& row) const {
    return row.source.kind == traffic::SourceKind::Unknown && row.source.name == row.source.peer;
}

QString HealthModel::nameOf(traffic::SourceId id) const {
    const auto found = std::ranges::find_if(m_rows, [id](const auto& row) { return row.source.id == id; });
    return found == m_rows.end() ? text::unknownText() : text::shownText(found->source.name, kShownName);
}

HealthModel::State HealthModel::stateOf(const MirrorHealth& row) const {
    using theme::Role;
    if (row.mergedInto) {
        return {Icon::SeverityInfo, Role::Text2, tr("Counted as %1").arg(nameOf(*row.mergedInto))};
    }
    if (row.mode == traffic::SourceMode::Ignore) {
        return {Icon::SeverityInfo, Role::Text2, tr("Ignored")};
    }
    if (m_silent.contains(row.source.id)) {
        return {Icon::Silent, Role::High,
                tr("Silent %1").arg(text::relativeText(row.source.lastSeen, m_now))};
    }
    if (row.probes && row.probes->lost > 0) {
        return {Icon::SeverityHigh, Role::High, tr("Loses copies")};
    }
    if (row.probes && row.probes->verdict == "failed") {
        return {Icon::SeverityHigh, Role::High, tr("Proof failed")};
    }
    if (row.worst && row.openFindings > 0) {
        const QString count =
            row.openFindings == 1 ? tr("1 open finding") : tr("%1 open findings").arg(row.openFindings);
        return *row.worst == traffic::FindingSeverity::Error ? State{Icon::SeverityHigh, Role::High, count}
               : *row.worst == traffic::FindingSeverity::Warning
                   ? State{Icon::SeverityMedium, Role::Medium, count}
                   : State{Icon::SeverityInfo, Role::Text2, count};
    }
    if (twiceOf(row).value_or(0) > 0) {
        return {Icon::Loop, Role::Medium, tr("Sends copies twice")};
    }
    if (isUnnamed(row)) {
        return {Icon::Question, Role::Text2, tr("Unnamed")};
    }
    if (row.mode == traffic::SourceMode::Store) {
        return {Icon::SeverityInfo, Role::Text2, tr("Stored only")};
    }
    return inHour(row) == 0 ? State{Icon::SeverityInfo, Role::Text2, tr("Nothing in the last hour")}
                            : State{Icon::Ok, Role::Ok, tr("Nothing wrong seen")};
}

QString HealthModel::text(const MirrorHealth& row, int column) const {
    switch (column) {
        case SourceColumn:
            return text::shownText(row.source.name, kShownName);
        case RateColumn:
            return text::rateText(row.perSecond);
        case RefusedColumn:
            return text::countText(row.refused) +
                   (row.refusedIsShared && row.refused > 0 ? QStringLiteral(" *") : QString());
        case LostColumn:
            return row.probes ? tr("%1 of %2")
                                    .arg(text::countText(row.probes->lost), text::countText(row.probes->sent))
                              : tr("not probed");
        case TwiceColumn: {
            const auto twice = twiceOf(row);
            return twice ? text::countText(*twice) : text::notApplicableText();
        }
        case P50Column:
        case P95Column:
        case P99Column:
            return text::lagText(lagOf(row, column));
        case StateColumn:
            return stateOf(row).words;
        default:
            return {};
    }
}

QString HealthModel::plain(const MirrorHealth& row, int column) const {
    switch (column) {
        case RateColumn:
            return charts::plainNumber(row.perSecond);
        case HourColumn:
            return QString::number(inHour(row));
        case RefusedColumn:
            return QString::number(row.refused);
        case LostColumn:
            return row.probes ? QString::number(row.probes->lost) : QString();
        case TwiceColumn:
            return twiceOf(row) ? QString::number(*twiceOf(row)) : QString();
        case P50Column:
        case P95Column:
        case P99Column: {
            const auto lag = lagOf(row, column);
            return lag ? QString::number(lag->count()) : QString();
        }
        default:
            return text(row, column);
    }
}

QString HealthModel::probeWords(const traffic::ProbeCounts& probes) const {
    return tr("%1 probes sent %2: %3 lost, %4 late")
        .arg(text::countText(probes.sent), agoText(probes.at, m_now), text::countText(probes.lost),
             text::countText(probes.late));
}

QString HealthModel::twiceWords(const MirrorHealth& row) const {
    QStringList words;
    if (row.probes) {
        words << tr("%1 of %2 probes arrived twice; probed %3")
                     .arg(text::countText(row.probes->twice), text::countText(row.probes->sent),
                          agoText(row.probes->at, m_now));
    }
    if (row.copies) {
        words << tr("%1 of %2 requests of the last hour repeat the id and content of one before")
                     .arg(text::countText(row.copies->twice), text::countText(row.copies->looked));
    }
    return words.isEmpty() ? tr("Unknown: no probes, and its requests have no id")
                           : words.join(QLatin1Char('\n'));
}

QString HealthModel::toolTip(const MirrorHealth& row, int column) const {
    switch (column) {
        case HourColumn:
            return tr("%1 requests in the last hour").arg(text::countText(inHour(row)));
        case RefusedColumn:
            return row.refusedIsShared ? tr("Of its listener, which other sources use too: who sent a "
                                            "refused request is not read")
                                       : tr("Of its listener, in the last hour");
        case LostColumn:
            return row.probes ? probeWords(*row.probes) : tr("No probe was sent through this source yet");
        case TwiceColumn:
            return twiceWords(row);
        case P50Column:
        case P95Column:
        case P99Column:
            return !row.probes ? tr("No probe was sent through this source yet")
                   : row.probes->hasLag()
                       ? tr("From sending a probe to its arrival; probed %1")
                             .arg(agoText(row.probes->at, m_now))
                       : tr("No lag is known; probed %1").arg(agoText(row.probes->at, m_now));
        case StateColumn:
            return row.probes && !row.probes->headline.empty()
                       ? tr("%1; newest proof, %2: %3")
                             .arg(text(row, column), agoText(row.probes->at, m_now),
                                  text::shownText(row.probes->headline, kShownName))
                       : text(row, column);
        default:
            return text(row, column);
    }
}

QString HealthModel::spoken(const MirrorHealth& row) const {
    return tr("%1, %2 requests, %3 refused, lost %4, %5")
        .arg(text(row, SourceColumn), text(row, RateColumn), text(row, RefusedColumn), text(row, LostColumn),
             text(row, StateColumn));
}

QVariant HealthModel::data(const QModelIndex& index, int role) const {
    const MirrorHealth* row = health(index);
    if (row == nullptr) {
        return {};
    }
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return column == HourColumn ? QVariant() : QVariant(text(*row, column));
        case Qt::TextAlignmentRole:
            return static_cast<int>((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case Qt::AccessibleTextRole:
            return column == SourceColumn ? QVariant(spoken(*row))
                   : column == HourColumn ? QVariant(toolTip(*row, column))
                                          : QVariant();
        case Qt::ToolTipRole:
            return text::plainToolTip(toolTip(*row, column));
        case Qt::DecorationRole:
            if (column == SourceColumn) {
                return theme::swatchIcon(theme::SourceLooks::instance().look(row->source.id));
            }
            return column == StateColumn ? QVariant(theme::icon(stateOf(*row).icon, stateOf(*row).role))
                                         : QVariant();
        case SourceIdRole:
            return QVariant::fromValue<qint64>(row->source.id);
        case HourRole:
            return QVariant::fromValue(std::vector<double>(row->lastHour.begin(), row->lastHour.end()));
        case BadRole:
            return (column == LostColumn && row->probes && row->probes->lost > 0) ||
                   (column == RefusedColumn && row->refused > 0) ||
                   (column == TwiceColumn && twiceOf(*row).value_or(0) > 0);
        default:
            return {};
    }
}

QVariant HealthModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const std::array<QString, ColumnCount> titles{
        tr("Source"), tr("Requests/s"), tr("Last hour"), tr("Refused"), tr("Lost"),
        tr("Twice"),  tr("Lag p50"),    tr("p95"),       tr("p99"),     tr("State")};
    return titles[static_cast<std::size_t>(section)];
}

charts::ChartTable HealthModel::table() const {
    constexpr std::array<const char*, ColumnCount> kNames{
        "source", "requests_per_second", "last_hour",  "refused",    "probes_lost",
        "twice",  "lag_p50_us",          "lag_p95_us", "lag_p99_us", "state"};
    charts::ChartTable table;
    for (int column = 0; column < ColumnCount; ++column) {
        table.columns.push_back({headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                                 QLatin1String(kNames[static_cast<std::size_t>(column)]), isRight(column)});
    }
    for (const MirrorHealth& row : m_rows) {
        std::vector<charts::ChartCell> cells;
        for (int column = 0; column < ColumnCount; ++column) {
            cells.push_back({column == HourColumn ? text::countText(inHour(row)) : text(row, column),
                             plain(row, column)});
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace mirrorscope::ui::overview
