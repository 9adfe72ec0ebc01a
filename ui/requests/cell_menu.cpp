// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/cell_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

#include "ui/filter/condition.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::requests {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CellMenu", text);
}

}  // namespace

std::optional<query::Node> cellCondition(const QModelIndex& index) {
    if (!index.isValid()) {
        return std::nullopt;
    }
    const QVariant value = index.data(RequestsModel::FilterValueRole);
    if (!value.isValid()) {
        return std::nullopt;
    }
    const std::string bytes = value.toByteArray().toStdString();
    if (const QVariant header = index.data(RequestsModel::HeaderNameRole); header.isValid()) {
        return filter::conditionOn(query::FieldId::Header, bytes, header.toByteArray().toStdString());
    }
    const auto& field = requestColumnInfo(index.column()).field;
    return field ? filter::conditionOn(*field, bytes) : std::nullopt;
}

QMenu* cellMenu(const QModelIndex& index, QWidget* parent, filter::AskFor askFor) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("requests.cellMenu"));
    if (const auto condition = cellCondition(index)) {
        filter::addConditionActions(*menu, *condition, std::move(askFor));
        menu->addSeparator();
    }
    const QPersistentModelIndex cell(index);
    menu->addAction(theme::icon(theme::Icon::Copy), tr("Copy"), [cell] { copyCell(cell); });
    return menu;
}

void copyCell(const QModelIndex& index) {
    const QString text = index.data(RequestsModel::CopyRole).toString();
    if (!text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text);
    }
}

}  // namespace mirrorscope::ui::requests
