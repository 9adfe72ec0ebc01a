// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/verdict_banner.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/proof/toned_label.h"
#include "ui/text/icon_mark.h"
#include "ui/text/shown_text.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {
namespace {

constexpr int kIconSize = 24;
constexpr int kProgressWidth = 220;
constexpr int kLeastHeight = 62;
/// A headline quotes header values.
constexpr std::size_t kHeadlineBytes = 240;
const Look kCalm{theme::Icon::SeverityInfo, theme::Role::Accent, theme::Role::InfoBack};

}  // namespace

VerdictBanner::VerdictBanner(QWidget* parent)
    : QFrame(parent),
      m_look(kCalm),
      m_icon(new text::IconMark(this, kIconSize)),
      m_title(new TonedLabel(this)),
      m_text(new text::PlainLabel(this)),
      m_progress(new QProgressBar(this)),
      m_advice(new QPushButton(tr("Show what to change"), this)) {
    setObjectName(QStringLiteral("proof.banner"));
    setAccessibleName(tr("Result"));
    setMinimumHeight(kLeastHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_title->setObjectName(QStringLiteral("proof.headline"));
    m_title->setFont(theme::font(theme::TextStyle::Heading));
    m_title->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("proof.times"));
    m_text->setFont(theme::font(theme::TextStyle::Small));
    m_text->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("proof.progress"));
    m_progress->setAccessibleName(tr("Probes sent"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kProgressWidth);
    m_advice->setObjectName(QStringLiteral("proof.show-advice"));
    m_advice->setAutoDefault(false);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addStretch(1);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    line->setSpacing(theme::kBarSide);
    line->addWidget(m_icon);
    line->addLayout(words, 1);
    line->addWidget(m_progress);
    line->addWidget(m_advice);
    connect(m_advice, &QPushButton::clicked, this, &VerdictBanner::adviceRequested);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    set(kCalm, {}, {});
}

void VerdictBanner::set(const Look& look, const QString& title, const QString& text) {
    m_look = look;
    m_icon->setIcon(look.icon, look.role);
    m_title->setTone(look.role);
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_progress->hide();
    m_advice->hide();
    update();
}

/// What is announced: never the numbers of a run, which change several times a second.
void VerdictBanner::say(const QString& what) {
    text::setAccessibleSummary(this, what);
}

void VerdictBanner::showNote(const QString& title, const QString& text) {
    set(kCalm, title, text);
    say(title);
}

void VerdictBanner::showProgress(const QString& title, const QString& text, std::size_t done,
                                 std::size_t all) {
    set(kCalm, title, text);
    m_progress->setRange(0, static_cast<int>(std::max<std::size_t>(all, 1)));
    m_progress->setValue(static_cast<int>(done));
    m_progress->show();
    say(title);
}

void VerdictBanner::showProof(const probe::Proof& proof, const QTimeZone& zone) {
    set(lookOf(proof.verdict), text::shownText(proof.headline, kHeadlineBytes),
        runText(proof, zone, base::wallNow()));
    m_advice->setVisible(!proof.reasons.empty());
    say(m_title->text());
}

void VerdictBanner::showTrouble(const Sentences& why) {
    set(lookOf(probe::Verdict::Failed), why.what, why.todo);
    say(why.what + QStringLiteral(". ") + why.todo);
}

void VerdictBanner::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(m_look.role));
    painter.setBrush(theme::color(m_look.back));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::kCorner, theme::kCorner);
}

}  // namespace mirrorscope::ui::proof
