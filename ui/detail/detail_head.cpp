// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detail_head.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>

#include "ui/detail/secrets_button.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {

DetailHead::DetailHead(int tabs, QWidget* parent)
    : QWidget(parent), m_title(new text::PlainLabel(this)), m_time(new text::PlainLabel(this)) {
    m_title->setObjectName(QStringLiteral("detail.title"));
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    m_title->setFont(strong);
    m_time->setObjectName(QStringLiteral("detail.time"));
    m_time->setFont(theme::tabular(theme::font(theme::TextStyle::Small)));
    m_time->setForegroundRole(QPalette::PlaceholderText);
    setFixedHeight(theme::kTabHeight);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(m_title);
    line->addWidget(m_time);
    line->addWidget(buildTabs(tabs));
    line->addStretch();
    // Made here: Tab goes in the order in which they are made.
    m_secrets = new SecretsButton(this);
    line->addWidget(m_secrets);
    line->addWidget(buildCopyButton());
}

QWidget* DetailHead::buildTabs(int count) {
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("detail.tabs"));
    m_tabs->setAccessibleName(tr("Parts of the request"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (int tab = 0; tab < count; ++tab) {
        m_tabs->addTab(QString());
    }
    return m_tabs;
}

QWidget* DetailHead::buildCopyButton() {
    m_copy = new QToolButton(this);
    m_copy->setObjectName(QStringLiteral("detail.copy"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the request"));
    m_copy->setIcon(theme::icon(theme::Icon::Copy));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setAutoRaise(true);
    m_copy->hide();
    return m_copy;
}

void DetailHead::setCopyMenu(const QList<QAction*>& choices) {
    auto* menu = new QMenu(m_copy);
    menu->setObjectName(QStringLiteral("detail.copy.menu"));
    menu->addActions(choices);
    m_copy->setMenu(menu);
}

void DetailHead::setRequest(const SharedRequest& request, const QTimeZone& zone) {
    const traffic::MirroredRequest& shown = request->detail.request;
    m_title->setText(tr("Request %1").arg(text::countText(static_cast<std::uint64_t>(shown.id))));
    setTime(shown, zone);
    m_tabs->setEnabled(true);
    m_copy->setVisible(m_copy->menu() != nullptr);
    m_secrets->setRequest(request);
}

void DetailHead::setTime(const traffic::MirroredRequest& request, const QTimeZone& zone) {
    m_time->setText(text::fullTimeText(request.receivedAt, zone));
}

void DetailHead::clear() {
    m_title->clear();
    m_time->clear();
    m_tabs->setEnabled(false);
    m_copy->hide();
    m_secrets->setRequest(nullptr);
}

void DetailHead::showSecretsAnew() {
    m_secrets->showSecretsAnew();
}

}  // namespace mirrorscope::ui::detail
