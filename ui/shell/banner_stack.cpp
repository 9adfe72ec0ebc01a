// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner_stack.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/shell/banner.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {

BannerStack::BannerStack(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_more(new QLabel(this)) {
    setObjectName(QStringLiteral("banners"));
    setAccessibleName(tr("Messages"));
    m_more->setObjectName(QStringLiteral("banners.more"));
    m_more->setTextFormat(Qt::PlainText);
    m_more->setContentsMargins(theme::kBarSide, 2, theme::kBarSide, 2);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_more);
    rebuild();
}

void BannerStack::setConditions(const QList<Condition>& conditions) {
    if (conditions == m_conditions) {
        return;
    }
    m_conditions = conditions;
    m_closed.removeIf([this](const QString& id) {
        return std::ranges::none_of(m_conditions, [&id](const Condition& one) { return one.id == id; });
    });
    rebuild();
}

void BannerStack::rebuild() {
    for (Banner* old : findChildren<Banner*>(Qt::FindDirectChildrenOnly)) {
        old->hide();
        old->deleteLater();
    }
    qsizetype shown = 0;
    qsizetype waiting = 0;
    for (const Condition& condition : m_conditions) {
        if (m_closed.contains(condition.id)) {
            continue;
        }
        if (shown == kMostShown) {
            ++waiting;
            continue;
        }
        auto* banner = new Banner(condition, this);
        connect(banner, &Banner::remedyChosen, this, &BannerStack::remedyChosen);
        connect(banner, &Banner::closed, this, [this](const QString& id) {
            m_closed.insert(id);
            rebuild();
        });
        m_layout->insertWidget(static_cast<int>(shown++), banner);
        banner->show();
    }
    m_more->setVisible(waiting > 0);
    m_more->setText(tr("%n more", nullptr, static_cast<int>(waiting)));
    setVisible(shown > 0);
}

}  // namespace mirrorscope::ui::shell
