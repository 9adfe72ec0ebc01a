// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/presence_model.h"

#include <algorithm>
#include <utility>

#include "ui/hops/finding_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/swatch_icon.h"

namespace mirrorscope::ui::forwarding {

QString presenceText(const PresenceCell& cell) {
    return cell.requests == 0 ? text::notApplicableText() : text::shareText(cell.with, cell.requests);
}

/// The same rows and columns keep the place of the reader; new ones do not come often.
void PresenceModel::setTable(PresenceTable table) {
    const bool isSame =
        std::ranges::equal(table.rows, m_table.rows, {}, &PresenceTable::Row::key,
                           &PresenceTable::Row::key) &&
        std::ranges::equal(table.sources, m_table.sources, {}, &traffic::Source::id, &traffic::Source::id);
    if (!isSame) {
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
        return;
    }
    m_table = std::move(table);
    if (!m_table.rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    if (columnCount() > 1) {
        emit headerDataChanged(Qt::Horizontal, 1, columnCount() - 1);
    }
}

const PresenceCell* PresenceModel::cell(const QModelIndex& index) const {
    if (!index.isValid() || index.column() == 0 || index.row() >= rowCount() ||
        index.column() >= columnCount()) {
        return nullptr;
    }
    return &m_table.rows[static_cast<std::size_t>(index.row())]
                .cells[static_cast<std::size_t>(index.column()) - 1];
}

int PresenceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int PresenceModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.sources.size()) + 1;
}

QString PresenceModel::spoken(const QModelIndex& index) const {
    const PresenceCell& one = *cell(index);
    QString text =
        tr("%1 of %2: %3")
            .arg(text::shownText(m_table.rows[static_cast<std::size_t>(index.row())].name),
                 text::shownText(m_table.sources[static_cast<std::size_t>(index.column()) - 1].name),
                 one.with == 0 ? tr("never") : presenceText(one));
    text += u'\n' + tr("%1 of %2 requests").arg(text::countText(one.with), text::countText(one.requests));
    if (one.hasDrifted) {
        text += u'\n' + driftText(one);
    }
    if (one.finding != 0) {
        text += u'\n' + tr("A finding: %1").arg(hops::severityWord(one.severity));
    }
    return text;
}

QVariant PresenceModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignHCenter)));
    }
    if (index.column() == 0) {
        const QString name = text::shownText(m_table.rows[static_cast<std::size_t>(index.row())].name);
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(name)
               : role == Qt::ToolTipRole                                 ? QVariant(text::plainToolTip(name))
                                                                         : QVariant();
    }
    const PresenceCell& one = *cell(index);
    switch (role) {
        case Qt::DisplayRole:
            return presenceText(one);
        case Qt::ToolTipRole:
            return text::plainToolTip(spoken(index));
        case Qt::AccessibleTextRole:
            return spoken(index).replace(u'\n', QStringLiteral(", "));
        case ShareRole:
            return one.requests == 0
                       ? QVariant()
                       : QVariant(100.0 * static_cast<double>(one.with) / static_cast<double>(one.requests));
        case MarkRole:
            return one.finding != 0 ? 2 + static_cast<int>(one.severity) : one.hasDrifted ? 1 : 0;
        default:
            return {};
    }
}

QVariant PresenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    }
    if (section == 0) {
        return role == Qt::DisplayRole ? QVariant(tr("Header")) : QVariant();
    }
    const traffic::Source& source = m_table.sources[static_cast<std::size_t>(section) - 1];
    switch (role) {
        case Qt::DisplayRole:
            return text::shownText(source.name);
        case Qt::DecorationRole:
            return theme::swatchIcon(theme::SourceLooks::instance().look(source.id));
        case Qt::ToolTipRole:
            return text::plainToolTip(text::shownText(source.name));
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::forwarding
