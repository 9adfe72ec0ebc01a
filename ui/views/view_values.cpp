// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_values.h"

#include <QCoreApplication>
#include <QSet>
#include <algorithm>

#include "ui/requests/header_columns.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::views {
namespace {

constexpr std::size_t kQuotedBytes = 40;

const QString kPinned = QStringLiteral("pinned");
const QString kArrival = QStringLiteral("arrival");
const QString kDescending = QStringLiteral("descending");
const QString kAscending = QStringLiteral("ascending");

QString tr(const char* text) {
    return QCoreApplication::translate("ViewValues", text);
}

const requests::RequestColumnInfo* columnByName(const QString& name) {
    const auto& all = requests::requestColumns();
    const auto found = std::ranges::find_if(
        all, [&](const requests::RequestColumnInfo& info) { return name == QLatin1String(info.name); });
    return found == all.end() ? nullptr : &*found;
}

QString nameOf(requests::RequestColumn column) {
    return QLatin1String(requests::requestColumnInfo(static_cast<int>(column)).name);
}

std::optional<requests::ColumnLayout::Column> columnOf(const QString& text, QString& problem) {
    using requests::ColumnLayout;
    QStringList words = text.simplified().split(u' ');
    const bool isPinned = words.size() > 1 && words.back() == kPinned;
    if (isPinned) {
        words.removeLast();
    }
    const requests::RequestColumnInfo* info = columnByName(words.front());
    if (info == nullptr && !requests::headerOfColumn(words.front())) {
        problem = tr("there is no column %1").arg(quotedText(words.front()));
        return std::nullopt;
    }
    if (info != nullptr && info->takesRest && words.size() == 1) {
        return ColumnLayout::Column{words.front(), info->width, true, isPinned};
    }
    bool isNumber = false;
    const int width = words.value(1).toInt(&isNumber);
    if (words.size() != 2 || !isNumber || width < ColumnLayout::kLeastWidth ||
        width > ColumnLayout::kMostWidth || (info != nullptr && info->takesRest)) {
        problem = tr("a column is a name and a width from %1 to %2, path alone has no width: %3")
                      .arg(ColumnLayout::kLeastWidth)
                      .arg(ColumnLayout::kMostWidth)
                      .arg(quotedText(text));
        return std::nullopt;
    }
    return ColumnLayout::Column{words.front(), width, true, isPinned};
}

}  // namespace

QString tableName(Table table) {
    return table == Table::Attacks ? QStringLiteral("attacks") : QStringLiteral("requests");
}

std::optional<Table> tableByName(const QString& name) {
    for (const Table table : {Table::Attacks, Table::Requests}) {
        if (name == tableName(table)) {
            return table;
        }
    }
    return std::nullopt;
}

QString groupingText(const attacks::Grouping& grouping) {
    return text::ownText(attacks::groupingName(grouping)).replace(u',', QStringLiteral(", "));
}

std::optional<attacks::Grouping> groupingOf(const QString& text) {
    const QString name = QString(text).remove(u' ');
    const attacks::Grouping grouping = attacks::groupingByName(name.toStdString());
    // What it does not know becomes the usual one.
    const bool isKnown = text::ownText(attacks::groupingName(grouping)) == name;
    return isKnown ? std::optional(grouping) : std::nullopt;
}

QString columnsText(const requests::ColumnLayout& layout) {
    QStringList texts;
    for (const auto& column : layout.columns) {
        const requests::RequestColumnInfo* info = columnByName(column.name);
        const bool takesRest = info != nullptr && info->takesRest;
        texts += (takesRest ? column.name : column.name + u' ' + QString::number(column.width)) +
                 (column.pinned ? u' ' + kPinned : QString());
    }
    return texts.join(QStringLiteral(", "));
}

std::optional<requests::ColumnLayout> columnsOf(const QString& text, QString& problem) {
    requests::ColumnLayout layout;
    QSet<QString> seen;
    int headers = 0;
    int pinned = 0;
    bool hasRest = false;
    for (const QString& part : text.split(u',')) {
        const auto column = columnOf(part.trimmed(), problem);
        if (!column) {
            return std::nullopt;
        }
        // Names of headers compare without case.
        if (seen.contains(column->name.toLower())) {
            problem = tr("the column %1 stands there twice").arg(quotedText(column->name));
            return std::nullopt;
        }
        const requests::RequestColumnInfo* info = columnByName(column->name);
        if (info == nullptr && ++headers > requests::HeaderColumns::kMost) {
            problem = tr("there are more than %1 columns of headers").arg(requests::HeaderColumns::kMost);
            return std::nullopt;
        }
        if (column->pinned && ++pinned > requests::ColumnLayout::kMostPinned) {
            problem = tr("there are more than %1 pinned columns").arg(requests::ColumnLayout::kMostPinned);
            return std::nullopt;
        }
        hasRest = hasRest || (info != nullptr && info->takesRest);
        seen.insert(column->name.toLower());
        layout.columns.push_back(*column);
    }
    if (!hasRest) {
        problem = tr("the column path is always there");
        return std::nullopt;
    }
    // As the table shows them, wherever they were written.
    std::ranges::stable_partition(layout.columns, &requests::ColumnLayout::Column::pinned);
    return layout;
}

QString sortText(const ViewSort& sort) {
    return sort.column ? nameOf(*sort.column) + u' ' + (sort.descending ? kDescending : kAscending)
                       : kArrival;
}

std::optional<ViewSort> sortOf(const QString& text) {
    if (text == kArrival) {
        return ViewSort{};
    }
    QStringList words = text.simplified().split(u' ');
    const bool isPinned = words.size() > 1 && words.back() == kPinned;
    if (isPinned) {
        words.removeLast();
    }
    const requests::RequestColumnInfo* info = columnByName(words.front());
    const bool isOrder = words.size() == 2 && (words[1] == kDescending || words[1] == kAscending);
    if (info == nullptr || !info->sortKey || !isOrder) {
        return std::nullopt;
    }
    return ViewSort{info->column, words[1] == kDescending};
}

QString quotedText(const QString& text) {
    return QStringLiteral("“%1”").arg(text::shownText(text.toStdString(), kQuotedBytes));
}

}  // namespace mirrorscope::ui::views
