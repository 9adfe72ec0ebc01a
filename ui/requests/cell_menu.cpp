// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/cell_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/text/elide.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr int kMenuValueWidth = 280;  // px

QString tr(const char* text) {
    return QCoreApplication::translate("CellMenu", text);
}

/// A menu reads "&" as a mnemonic.
QString menuText(QString text) {
    return text.replace(u'&', QStringLiteral("&&"));
}

}  // namespace

std::optional<filter::FilterTerm> cellTerm(const QModelIndex& index, bool negated) {
    if (!index.isValid()) {
        return std::nullopt;
    }
    const auto& key = requestColumnInfo(index.column()).filterKey;
    const QVariant value = index.data(RequestsModel::FilterValueRole);
    if (!key || !value.isValid()) {
        return std::nullopt;
    }
    return filter::FilterTerm{*key, value.toString(), negated};
}

QMenu* cellMenu(const QModelIndex& index, QWidget* parent,
                std::function<void(const filter::FilterTerm&)> filterBy) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("requests.cellMenu"));
    if (const auto only = cellTerm(index, false)) {
        const auto exclude = *cellTerm(index, true);
        const QString label =
            text::elided(only->label(), text::Kind::Path, menu->fontMetrics(), kMenuValueWidth);
        menu->addAction(menuText(tr("Show only %1").arg(label)), [only, filterBy] { filterBy(*only); });
        menu->addAction(menuText(tr("Exclude %1").arg(label)), [exclude, filterBy] { filterBy(exclude); });
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
