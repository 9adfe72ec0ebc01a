// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_table.h"

#include <QLocale>
#include <QStringList>

#include "ui/text/tsv_cell.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr int kDigits = 6;

bool isNumber(const QString& text) {
    bool ok = false;
    QLocale::c().toDouble(text, &ok);
    return ok;
}

QString csvCell(const QString& text) {
    QString cell = text;
    // A formula begins like this; a negative number does, too, and is none.
    if (!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front()) && !isNumber(cell)) {
        cell.prepend(u'\'');
    }
    const bool quoted =
        cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    return quoted ? u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"' : cell;
}

}  // namespace

QByteArray csvOf(const ChartTable& table) {
    QStringList titles;
    for (const ChartTable::Column& column : table.columns) {
        titles.append(csvCell(column.plain));
    }
    QString text = titles.join(u',') + QStringLiteral("\r\n");
    for (const auto& row : table.rows) {
        QStringList cells;
        for (const ChartCell& cell : row) {
            cells.append(csvCell(cell.plain));
        }
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

QString tabbedOf(const ChartTable& table) {
    QStringList titles;
    for (const ChartTable::Column& column : table.columns) {
        titles.append(text::tsvCell(column.title));
    }
    QString text = titles.join(u'\t') + u'\n';
    for (const auto& row : table.rows) {
        QStringList cells;
        for (const ChartCell& cell : row) {
            cells.append(text::tsvCell(cell.shown));
        }
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

QString plainNumber(double value) {
    QString text = QString::number(value, 'f', kDigits);
    while (text.endsWith(u'0')) {
        text.chop(1);
    }
    if (text.endsWith(u'.')) {
        text.chop(1);
    }
    return text;
}

}  // namespace mirrorscope::ui::charts
