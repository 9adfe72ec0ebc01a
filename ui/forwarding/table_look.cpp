// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/table_look.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>

#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::forwarding {
namespace {

/// Says to a table in its own keys what the letters mean.
class RowKeys : public QObject {
public:
    explicit RowKeys(QTableView& table) : QObject(&table), m_table(table) { table.installEventFilter(this); }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::KeyPress ||
            static_cast<QKeyEvent*>(event)->modifiers() != Qt::NoModifier) {
            return false;
        }
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_J:
                return press(Qt::Key_Down);
            case Qt::Key_K:
                return press(Qt::Key_Up);
            case Qt::Key_Period: {
                const QPoint place = m_table.visualRect(m_table.currentIndex()).center();
                QContextMenuEvent menu(QContextMenuEvent::Keyboard, place,
                                       m_table.viewport()->mapToGlobal(place));
                QCoreApplication::sendEvent(&m_table, &menu);
                return true;
            }
            default:
                return false;
        }
    }

private:
    bool press(Qt::Key key) {
        QKeyEvent pressed(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_table, &pressed);
        return true;
    }

    QTableView& m_table;
};

}  // namespace

void dressTable(QTableView& table, const QString& name, const QString& accessibleName, int rowHeight) {
    table.setObjectName(name);
    table.setAccessibleName(accessibleName);
    table.setItemDelegate(new theme::CellDelegate(&table));
    theme::dressTable(table, rowHeight);
}

void takeRowKeys(QTableView& table) {
    new RowKeys(table);
}

void dressTitle(QLabel& label) {
    QFont strong = label.font();
    strong.setWeight(theme::kStrongWeight);
    label.setFont(strong);
}

void dressSecondary(QLabel& label) {
    label.setFont(theme::font(theme::TextStyle::Small));
    label.setForegroundRole(QPalette::PlaceholderText);
}

}  // namespace mirrorscope::ui::forwarding
