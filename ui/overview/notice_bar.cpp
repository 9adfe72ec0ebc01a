// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/notice_bar.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::overview {
namespace {

constexpr int kProgressWidth = 200;
constexpr int kProgressSteps = 1000;

}  // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent),
      m_title(new text::PlainLabel(this)),
      m_text(new text::PlainLabel(this)),
      m_progress(new QProgressBar(this)) {
    setObjectName(QStringLiteral("charts.notice"));
    setFrameShape(QFrame::StyledPanel);
    setFixedHeight(theme::kBarHeight);
    QFont strong = font();
    strong.setWeight(theme::kStrongWeight);
    m_title->setFont(strong);
    m_title->setObjectName(QStringLiteral("charts.notice.title"));
    m_text->setObjectName(QStringLiteral("charts.notice.text"));
    m_text->setElided(text::Kind::Sentence);
    m_progress->setObjectName(QStringLiteral("charts.notice.progress"));
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(kProgressWidth, theme::kBetween);
    m_progress->setRange(0, kProgressSteps);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(m_title);
    line->addWidget(m_text, 1);
    line->addWidget(m_progress);
    for (int i = 0; i < 2; ++i) {
        auto* button = new QPushButton(this);
        button->setObjectName(QStringLiteral("charts.notice.action%1").arg(i));
        connect(button, &QPushButton::clicked, this, [this, i] { emit chosen(i); });
        line->addWidget(button);
        m_buttons[static_cast<std::size_t>(i)] = button;
    }
    hide();
}

void NoticeBar::setNotice(const Notice& notice) {
    if (notice == m_notice) {
        return;
    }
    m_notice = notice;
    m_title->setText(notice.title);
    m_text->setText(notice.text);
    m_progress->setVisible(notice.progress.has_value());
    m_progress->setValue(qRound(notice.progress.value_or(0) * kProgressSteps));
    for (qsizetype i = 0; i < 2; ++i) {
        QPushButton* button = m_buttons[static_cast<std::size_t>(i)];
        button->setVisible(i < notice.actions.size());
        button->setText(notice.actions.value(i));
        button->setAccessibleName(notice.actions.value(i));
    }
    setAccessibleName(QStringLiteral("%1. %2").arg(notice.title, notice.text));
    setVisible(!notice.title.isEmpty());
}

}  // namespace mirrorscope::ui::overview
