// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/column_menu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include "ui/requests/header_columns.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/table_columns.h"

namespace mirrorscope::ui::requests {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ColumnMenu", text);
}

/// "&" in a title would be taken for a mnemonic.
QString titleOf(const RequestsModel& model, int section) {
    return model.headerData(section, Qt::Horizontal, Qt::AccessibleTextRole)
        .toString()
        .replace(u'&', QStringLiteral("&&"));
}

void addSorting(QMenu& menu, RequestsModel& model, int section) {
    const auto sortBy = [&](const QString& text, bool descending) {
        QAction* action = menu.addAction(text, &model, [&model, section, descending] {
            model.sortBy({static_cast<RequestColumn>(section), descending});
        });
        action->setEnabled(section >= 0 && section < kRequestColumns &&
                           requestColumnInfo(section).sortKey.has_value());
    };
    sortBy(tr("Sort ascending"), false);
    sortBy(tr("Sort descending"), true);
    QAction* arrival = menu.addAction(tr("Arrival order"), QKeySequence(Qt::CTRL | Qt::Key_0), &model,
                                      &RequestsModel::toArrivalOrder);
    arrival->setEnabled(model.isSorted());
    menu.addSeparator();
}

void addFitting(QMenu& menu, TableColumns& columns, const RequestsModel& model, int section) {
    if (section >= 0) {
        QAction* fit =
            menu.addAction(tr("Fit to content"), &columns, [&columns, section] { columns.fit(section); });
        QAction* hide =
            menu.addAction(section < kRequestColumns ? tr("Hide column") : tr("Remove column"), &columns,
                           [&columns, name = model.columnName(section)] { columns.setShown(name, false); });
        const bool takesRest = section < kRequestColumns && requestColumnInfo(section).takesRest;
        fit->setEnabled(!takesRest);
        hide->setEnabled(!takesRest);
    }
    if (section >= 0) {
        const QString name = model.columnName(section);
        QAction* pin = menu.addAction(tr("Pin column"));
        pin->setCheckable(true);
        pin->setChecked(columns.isPinned(name));
        pin->setEnabled(columns.isPinned(name) || columns.mayPin(section));
        QObject::connect(pin, &QAction::toggled, &columns,
                         [&columns, name](bool pinned) { columns.setPinned(name, pinned); });
    }
    menu.addAction(tr("Fit all columns"), &columns, &TableColumns::fitAll);
    menu.addSeparator();
}

void addTimes(QMenu& menu, TableColumns& columns, const RequestsModel& model) {
    QMenu* times = menu.addMenu(tr("Time"));
    auto* group = new QActionGroup(times);
    for (int i = 0; i < static_cast<int>(TimeMode::Count); ++i) {
        const auto mode = static_cast<TimeMode>(i);
        const bool isReference = mode == TimeMode::Reference;
        if (isReference && model.timeReference().request == 0) {
            continue;  // the menu of a row chooses one
        }
        const QString text =
            isReference ? referenceText(model.timeReference()) : timeModeText(mode, model.timeZone());
        QAction* action = times->addAction(text, &columns, [&columns, mode] { columns.setTimeMode(mode); });
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(mode == model.timeMode());
    }
}

void addChoice(QMenu& menu, TableColumns& columns, const RequestsModel& model) {
    QMenu* choice = menu.addMenu(tr("Columns"));
    choice->setObjectName(QStringLiteral("requests.columns.choice"));
    for (int section = 0; section < model.columnCount(); ++section) {
        const QString name = model.columnName(section);
        QAction* action = choice->addAction(titleOf(model, section));
        action->setCheckable(true);
        action->setChecked(columns.isShown(name));
        action->setEnabled(section >= kRequestColumns || !requestColumnInfo(section).takesRest);
        QObject::connect(action, &QAction::toggled, &columns,
                         [&columns, name](bool shown) { columns.setShown(name, shown); });
    }
}

}  // namespace

QMenu* columnMenu(TableColumns& columns, RequestsModel& model, int section, QWidget* parent,
                  const std::function<void()>& askForHeader) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("requests.columns"));
    addSorting(*menu, model, section);
    addFitting(*menu, columns, model, section);
    addTimes(*menu, columns, model);
    addChoice(*menu, columns, model);
    QAction* add = menu->addAction(tr("Add header column…"), parent, askForHeader);
    add->setEnabled(model.columnCount() < kRequestColumns + HeaderColumns::kMost);
    menu->addSeparator();
    menu->addAction(tr("Reset columns"), &columns, &TableColumns::reset);
    return menu;
}

}  // namespace mirrorscope::ui::requests
