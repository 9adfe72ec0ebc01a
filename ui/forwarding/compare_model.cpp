// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/compare_model.h"

#include <QColor>
#include <QFont>

#include "ui/privacy/shown_secrets.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::forwarding {
namespace {

using doctor::Difference;
using Kinds = Difference::Kind;

/// The header's value: a difference in spelling alone quotes the names.
std::string_view rawValue(const Difference& one, const api::RequestHeaders& of, std::size_t line, bool ofB) {
    if (line > 0 && line <= of.origins.size()) {
        return of.origins[line - 1].value;
    }
    return ofB ? one.b : one.a;
}

}  // namespace

void CompareModel::setComparison(const SharedComparison& comparison) {
    beginResetModel();
    m_comparison = comparison;
    collect();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, ValueA, ValueB);
}

void CompareModel::setChoice(const Choice& choice) {
    if (choice != m_choice) {
        beginResetModel();
        m_choice = choice;
        collect();
        endResetModel();
    }
}

Kinds CompareModel::kindOf(const Difference& one) const {
    const bool isHabit = one.kind == Kinds::Order || one.kind == Kinds::Name;
    return isHabit && m_choice.ignoresOrderAndCase ? Kinds::Same : one.kind;
}

void CompareModel::collect() {
    m_rows.clear();
    for (std::size_t i = 0; m_comparison && i < m_comparison->lines.size(); ++i) {
        if (!m_choice.onlyDifferences || kindOf(m_comparison->lines[i]) != Kinds::Same) {
            m_rows.push_back(i);
        }
    }
}

const Difference* CompareModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_comparison->lines[m_rows[static_cast<std::size_t>(row)]]
                                        : nullptr;
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString CompareModel::valueText(const Difference& one, bool ofB) const {
    const bool isThere = one.kind != (ofB ? Kinds::OnlyA : Kinds::OnlyB);
    if (!isThere) {
        return {};
    }
    const api::RequestHeaders& side = ofB ? m_comparison->b : m_comparison->a;
    const std::size_t line = ofB ? one.lineB : one.lineA;
    const std::string_view value = rawValue(one, side, line, ofB);
    const privacy::Owner owner{side.detail.row.sourceName, side.detail.request.id};
    return line > 0 ? privacy::shownHeader(one.what, value, owner) : privacy::shownTarget(value, owner);
}

/// Dots stand for both values, which are the same.
bool CompareModel::hidesEqual(const Difference& one) const {
    if (one.kind == Kinds::Value || one.lineA == 0 || one.lineB == 0) {
        return false;
    }
    const traffic::RequestDetail& a = m_comparison->a.detail;
    return privacy::hidesHeader(one.what, rawValue(one, m_comparison->a, one.lineA, false),
                                {a.row.sourceName, a.request.id});
}

QString CompareModel::kindText(const Difference& one) const {
    switch (kindOf(one)) {
        case Kinds::Same:
            return tr("Equal");
        case Kinds::Value:
            return tr("Value");
        case Kinds::Name:
            return tr("Case: %1").arg(text::shownText(one.b));
        case Kinds::Order:
            return tr("Order");
        case Kinds::OnlyA:
            return tr("Only in A");
        case Kinds::OnlyB:
            return tr("Only in B");
    }
    return {};
}

QString CompareModel::cellText(const Difference& one, int column) const {
    switch (column) {
        case LineA:
            return one.lineA > 0 ? QString::number(one.lineA) : QString();
        case LineB:
            return one.lineB > 0 ? QString::number(one.lineB) : QString();
        case Field:
            return fieldText(one);
        case ValueA:
            return valueText(one, false);
        case ValueB:
            return valueText(one, true);
        case Kind:
            return hidesEqual(one) ? tr("%1; hidden parts equal").arg(kindText(one)) : kindText(one);
        default:
            return {};
    }
}

QVariant CompareModel::backOf(const Difference& one, int column) const {
    switch (kindOf(one)) {
        case Kinds::Value:
            return column == ValueA || column == ValueB ? QVariant(theme::color(theme::Role::Changed))
                                                        : QVariant();
        case Kinds::OnlyA:
            return column == ValueA ? QVariant(theme::color(theme::Role::Removed)) : QVariant();
        case Kinds::OnlyB:
            return column == ValueB ? QVariant(theme::color(theme::Role::Added)) : QVariant();
        default:
            return {};
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Difference& one = *at(index.row());
    const int column = index.column();
    const bool isValue = column == ValueA || column == ValueB;
    switch (role) {
        case Qt::DisplayRole:
            return cellText(one, column);
        case Qt::AccessibleTextRole:
            return isValue && cellText(one, column).isEmpty() ? tr("nothing") : cellText(one, column);
        case Qt::ToolTipRole:
            return text::plainToolTip(cellText(one, column));
        case Qt::BackgroundRole:
            return backOf(one, column);
        case Qt::FontRole:
            return isValue ? QVariant(theme::font(theme::TextStyle::Mono)) : QVariant();
        case Qt::ForegroundRole: {
            const Kinds kind = kindOf(one);
            const bool isQuiet = kind == Kinds::Same || kind == Kinds::Order || kind == Kinds::Name;
            return column == LineA || column == LineB || (column == Kind && isQuiet)
                       ? QVariant(theme::color(theme::Role::Text2))
                       : QVariant();
        }
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                Qt::AlignVCenter | (column == LineA || column == LineB ? Qt::AlignRight : Qt::AlignLeft)));
        default:
            return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (section == LineA || section == LineB ? Qt::AlignRight : Qt::AlignLeft)));
    }
    const auto named = [this](const QString& side, const api::RequestHeaders* of) {
        return of == nullptr
                   ? side
                   : tr("%1  %2, as received").arg(side, text::shownText(of->detail.row.sourceName, 40));
    };
    switch (section) {
        case LineA:
            return tr("A #");
        case LineB:
            return tr("B #");
        case Field:
            return tr("Field");
        case ValueA:
            return named(tr("A"), m_comparison ? &m_comparison->a : nullptr);
        case ValueB:
            return named(tr("B"), m_comparison ? &m_comparison->b : nullptr);
        case Kind:
            return tr("Difference");
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::forwarding
