// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/headers_page.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include "ui/detail/headers_model.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kNumberWidth = 60;
constexpr int kNameWidth = 220;

void copyText(const QVariant& text) {
    if (text.isValid()) {
        QGuiApplication::clipboard()->setText(text.toString());
    }
}

}  // namespace

HeadersPage::HeadersPage(QWidget* parent) : QTableView(parent), m_lines(new HeadersModel(this)) {
    setObjectName(QStringLiteral("detail.headers"));
    setAccessibleName(tr("Headers as received"));
    setModel(m_lines);
    setItemDelegate(new theme::CellDelegate(this));
    theme::dressTable(*this, theme::kRowHeight);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->resizeSection(HeadersModel::Number, kNumberWidth);
    horizontalHeader()->resizeSection(HeadersModel::Name, kNameWidth);
}

void HeadersPage::setRequest(const SharedRequest& request) {
    m_lines->show(request);
}

void HeadersPage::showSecretsAnew() {
    m_lines->showSecretsAnew();
}

int HeadersPage::headerCount() const {
    return m_lines->rowCount();
}

void HeadersPage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copyText(currentIndex().data(HeadersModel::LineRole));
    } else {
        QTableView::keyPressEvent(event);
    }
}

void HeadersPage::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("detail.headers.menu"));
    const QByteArray name = index.data(HeadersModel::RawNameRole).toByteArray();
    const QByteArray raw = index.data(HeadersModel::RawValueRole).toByteArray();
    if (!name.isEmpty()) {
        menu->addAction(tr("Show only this value"), this,
                        [this, name, raw] { emit conditionRequested(name, raw, false); });
        menu->addAction(tr("Exclude this value"), this,
                        [this, name, raw] { emit conditionRequested(name, raw, true); });
        menu->addSeparator();
    }
    const QVariant line = index.data(HeadersModel::LineRole);
    const QVariant value = index.siblingAtColumn(HeadersModel::Value).data();
    menu->addAction(theme::icon(theme::Icon::Copy), tr("Copy line"), this, [line] { copyText(line); });
    menu->addAction(tr("Copy value"), this, [value] { copyText(value); });
    menu->popup(event->globalPos());
}

}  // namespace mirrorscope::ui::detail
