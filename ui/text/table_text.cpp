// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/table_text.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QGuiApplication>

#include "ui/text/tsv_cell.h"

namespace mirrorscope::ui::text {

QString tableText(const QAbstractItemModel& model) {
    QString out;
    for (int row = -1; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            cells += tsvCell(row < 0 ? model.headerData(column, Qt::Horizontal).toString()
                                     : model.index(row, column).data().toString());
        }
        out += cells.join(u'\t') + u'\n';
    }
    return out;
}

void copyTable(const QAbstractItemModel& model) {
    QGuiApplication::clipboard()->setText(tableText(model));
}

}  // namespace mirrorscope::ui::text
