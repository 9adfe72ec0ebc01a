// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/top_model.h"

#include <algorithm>
#include <numeric>

#include "ui/filter/condition.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::overview {
namespace {

using traffic::TopBy;
using traffic::TopEntry;

constexpr std::size_t kShownValue = 512;

query::FieldId fieldOf(TopBy by) {
    switch (by) {
        case TopBy::Client:
            return query::FieldId::Client;
        case TopBy::Host:
            return query::FieldId::Host;
        case TopBy::Rule:
            return query::FieldId::Rule;
        default:
            return query::FieldId::Path;
    }
}

bool isSame(const TopEntry& a, const TopEntry& b) {
    return a.value == b.value && a.host == b.host;
}

bool isSameList(const traffic::TopList& a, const traffic::TopList& b) {
    return std::ranges::equal(a.entries, b.entries,
                              [](const TopEntry& x, const TopEntry& y) {
                                  return isSame(x, y) && x.title == y.title && x.count == y.count &&
                                         x.sources == y.sources;
                              }) &&
           a.rest == b.rest && a.others == b.others && a.approximate == b.approximate;
}

}  // namespace

TopModel::TopModel(traffic::TopBy by, QObject* parent) : QAbstractTableModel(parent), m_by(by) {}

void TopModel::setList(const traffic::TopList& list, const traffic::TopList* attacks) {
    m_attacks = attacks != nullptr ? std::optional(*attacks) : std::nullopt;
    if (isSameList(list, m_list)) {
        return;
    }
    if (list.entries.size() == m_list.entries.size() && !list.entries.empty()) {
        m_list = list;
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_list = list;
    endResetModel();
}

int TopModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_list.entries.size());
}

int TopModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

std::uint64_t TopModel::all() const {
    return std::accumulate(m_list.entries.begin(), m_list.entries.end(), m_list.rest,
                           [](std::uint64_t sum, const TopEntry& entry) { return sum + entry.count; });
}

std::optional<std::uint64_t> TopModel::attacksOf(const TopEntry& entry) const {
    if (!m_attacks) {
        return std::nullopt;
    }
    const auto found =
        std::ranges::find_if(m_attacks->entries, [&](const TopEntry& other) { return isSame(entry, other); });
    if (found != m_attacks->entries.end()) {
        return found->count;
    }
    // Not among them means none only where all of them were told.
    return m_attacks->rest == 0 && !m_attacks->approximate ? std::optional<std::uint64_t>(0) : std::nullopt;
}

QString TopModel::valueText(const TopEntry& entry) const {
    const QString value = entry.value.empty() && m_by != TopBy::Endpoint
                              ? text::unknownText()
                              : text::shownText(entry.value, kShownValue);
    switch (m_by) {
        case TopBy::Endpoint:
            return (entry.host.empty() ? text::unknownText() : text::shownText(entry.host, kShownValue)) +
                   value;
        case TopBy::Rule:
            return entry.title.empty() ? value : value + u' ' + text::shownText(entry.title, kShownValue);
        default:
            return value;
    }
}

QString TopModel::spoken(const TopEntry& entry) const {
    return tr("%1, %2, %3")
        .arg(valueText(entry), text::countText(entry.count), text::shareText(entry.count, all()));
}

QString TopModel::toolTip(const TopEntry& entry) const {
    QString words =
        valueText(entry) + u'\n' +
        tr("%1, %2 of all").arg(text::countText(entry.count), text::shareText(entry.count, all()));
    if (m_attacks) {
        const auto attacks = attacksOf(entry);
        words +=
            u'\n' + (attacks ? tr("Attacks: %1, %2 of its requests")
                                   .arg(text::countText(*attacks), text::shareText(*attacks, entry.count))
                             : tr("Attacks: unknown"));
    }
    return words + (m_list.approximate
                        ? u'\n' + tr("At least so many: counted from the frequent values of each minute")
                        : QString());
}

QVariant TopModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TopEntry& entry = m_list.entries[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return column == ValueColumn   ? valueText(entry)
                   : column == CountColumn ? text::countText(entry.count)
                                           : text::shareText(entry.count, all());
        case Qt::TextAlignmentRole:
            return static_cast<int>((column == ValueColumn ? Qt::AlignLeft : Qt::AlignRight) |
                                    Qt::AlignVCenter);
        case Qt::AccessibleTextRole:
            return column == ValueColumn ? QVariant(spoken(entry)) : QVariant();
        case Qt::ToolTipRole:
            return text::plainToolTip(toolTip(entry));
        case PathRole:
            return m_by != TopBy::Rule;
        case PartsRole: {
            Parts parts;
            const auto longest =
                static_cast<double>(std::max<std::uint64_t>(1, m_list.entries.front().count));
            for (const auto& [source, count] : entry.sources) {
                parts.push_back({m_by == TopBy::Rule ? 0 : source, static_cast<double>(count) / longest});
            }
            if (parts.empty()) {
                parts.push_back({0, static_cast<double>(entry.count) / longest});
            }
            return QVariant::fromValue(parts);
        }
        default:
            return {};
    }
}

QVariant TopModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == ValueColumn ? tr("Value") : section == CountColumn ? tr("Count") : tr("Share");
}

std::vector<query::Node> TopModel::conditionsOf(const QModelIndex& index) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TopEntry& entry = m_list.entries[static_cast<std::size_t>(index.row())];
    if (entry.value.size() >= traffic::kLongestTopValue) {
        return {};  // only its beginning is known
    }
    std::vector<query::Node> conditions;
    const auto add = [&conditions](query::FieldId field, const std::string& value) {
        if (auto condition = filter::conditionOn(field, value)) {
            conditions.push_back(std::move(*condition));
        }
    };
    if (m_by == TopBy::Endpoint) {
        add(query::FieldId::Host, entry.host);
    }
    add(fieldOf(m_by), entry.value);
    return conditions;
}

QString TopModel::restText() const {
    if (m_list.rest == 0) {
        return {};
    }
    return m_list.others
               ? tr("%1 from %2 others").arg(text::countText(m_list.rest), text::countText(*m_list.others))
           : m_list.approximate ? tr("at most %1 from others").arg(text::countText(m_list.rest))
                                : tr("%1 from others").arg(text::countText(m_list.rest));
}

charts::ChartTable TopModel::table() const {
    charts::ChartTable table;
    table.columns = {{tr("Value"), QStringLiteral("value"), false},
                     {tr("Count"), QStringLiteral("count"), true},
                     {tr("Share"), QStringLiteral("share"), true}};
    for (const TopEntry& entry : m_list.entries) {
        const double share =
            static_cast<double>(entry.count) / static_cast<double>(std::max<std::uint64_t>(1, all()));
        table.rows.push_back({{valueText(entry), valueText(entry)},
                              {text::countText(entry.count), QString::number(entry.count)},
                              {text::shareText(entry.count, all()), charts::plainNumber(share)}});
    }
    return table;
}

}  // namespace mirrorscope::ui::overview
