// SPDX-License-Identifier: GPL-3.0-or-later
// Colour rules in the requests model: the tint of a row, and the cell that says which rule it is.
#include "ui/requests/colour_judge.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/requests_model.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {

void RequestsModel::setColourRules(const std::vector<ColourRule>& rules) {
    const base::WallTime now = base::wallNow();
    const auto seconds = m_zone.offsetFromUtc(QDateTime::currentDateTimeUtc());
    m_colours->setRules(
        rules, {now, std::chrono::duration_cast<std::chrono::minutes>(std::chrono::seconds(seconds))});
    if (rowCount() > 0) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

const ColourRule* RequestsModel::ruleAt(int row) const {
    return m_colours->isEmpty() ? nullptr : m_colours->ruleOf(rowAt(row));
}

QString RequestsModel::ruleNameOf(const traffic::RequestRow& row) const {
    const ColourRule* rule =
        m_colours->isEmpty() ? nullptr : m_colours->ruleOf(std::make_shared<const traffic::RequestRow>(row));
    return rule != nullptr ? ruleTitle(*rule) : QString();
}

QString RequestsModel::ruleTitle(const ColourRule& rule) {
    return rule.name.isEmpty() ? rule.filter : rule.name;
}

QVariant RequestsModel::tint(int row) const {
    const ColourRule* rule = ruleAt(row);
    return rule == nullptr || rule->look == RuleLook::Plain ? QVariant()
                                                            : theme::color(ruleLookInfo(rule->look).tint);
}

QVariant RequestsModel::ruleCell(int row, int role) const {
    const ColourRule* rule = ruleAt(row);
    switch (role) {
        case RequestIdRole:
            return qint64{idAt(row)};
        case LoadedRole:
            return rowAt(row) != nullptr || isGone(row);
        case Qt::DisplayRole:
        case CopyRole:
            return rule != nullptr ? ruleTitle(*rule) : QString();
        case Qt::ToolTipRole:
            return rule != nullptr
                       ? QVariant(text::plainToolTip(tr("%1: %2").arg(ruleTitle(*rule), rule->filter)))
                       : QVariant();
        case Qt::AccessibleTextRole:
            return rule != nullptr ? ruleTitle(*rule) : tr("no rule fits");
        case Qt::DecorationRole:
            return rule != nullptr ? QVariant(theme::icon(ruleLookInfo(rule->look).icon, theme::Role::Text))
                                   : QVariant();
        default:
            return {};
    }
}

/// A tint alone tells nothing, also while the column of rules is hidden.
QVariant RequestsModel::idNote(int row, int role) const {
    const ColourRule* rule = ruleAt(row);
    const QString note = rule != nullptr ? tr("colour rule “%1”").arg(ruleTitle(*rule)) : QString();
    if (role == Qt::ToolTipRole) {
        return rule != nullptr ? QVariant(text::plainToolTip(note)) : QVariant();
    }
    const QString id = text::countText(static_cast<std::uint64_t>(idAt(row)));
    return rule != nullptr ? QString(id + QStringLiteral(", ") + note) : id;
}

}  // namespace mirrorscope::ui::requests
