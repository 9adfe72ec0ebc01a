// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/finding_head.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "ui/forwarding/mute_dialog.h"
#include "ui/forwarding/table_look.h"
#include "ui/hops/finding_words.h"
#include "ui/hops/mute_words.h"
#include "ui/text/icon_mark.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kHeadIcon = 24;

QString clock(base::WallTime time, const QTimeZone& zone) {
    return text::timeText(time, zone, base::wallNow());
}

}  // namespace

FindingHead::FindingHead(QWidget* parent)
    : QWidget(parent),
      m_icon(new text::IconMark(this, kHeadIcon)),
      m_title(text::paragraph(this, "finding.title")),
      m_facts(text::paragraph(this, "finding.facts")),
      m_muted(text::paragraph(this, "finding.muted")) {
    m_title->setFont(theme::font(theme::TextStyle::Heading));
    dressSecondary(*m_facts);
    dressSecondary(*m_muted);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_facts);
    words->addWidget(m_muted);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    line->setSpacing(theme::kBarSide);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    line->addWidget(buildActions(), 0, Qt::AlignTop);
}

QWidget* FindingHead::buildActions() {
    auto* actions = new QWidget(this);
    auto* line = new QHBoxLayout(actions);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kInside);
    auto* copy = new QToolButton(actions);
    copy->setObjectName(QStringLiteral("finding.copy"));
    copy->setText(tr("Copy finding"));
    copy->setAccessibleName(tr("Copy the finding as Markdown"));
    copy->setIcon(theme::icon(theme::Icon::Copy));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this, &FindingHead::copyAsked);
    line->addWidget(copy);
    m_mute = new QToolButton(actions);
    m_mute->setObjectName(QStringLiteral("finding.mute"));
    m_mute->setAutoRaise(true);
    connect(m_mute, &QToolButton::clicked, this, [this] {
        if (m_isMuted) {
            emit muteAsked(std::nullopt);
        } else {
            askMute();
        }
    });
    line->addWidget(m_mute);
    return actions;
}

void FindingHead::setFinding(const traffic::Finding& finding, const std::string& source,
                             const std::optional<traffic::FindingMute>& mute, const QTimeZone& zone) {
    m_key = {finding.source, finding.code};
    m_isMuted = mute.has_value();
    m_icon->setIcon(finding.isOpen() ? hops::severityIcon(finding.severity) : theme::Icon::Ok,
                    finding.isOpen() ? hops::severityRole(finding.severity) : theme::Role::Ok);
    m_title->setText(hops::findingTitle(finding));
    const QString requests =
        finding.count == 1 ? tr("1 request") : tr("%1 requests").arg(text::countText(finding.count));
    const QString name = text::shownText(source);
    m_facts->setText(
        finding.isOpen()
            ? tr("%1, %2, since %3, %4")
                  .arg(name, hops::severityWord(finding.severity), clock(finding.openedAt, zone), requests)
            : tr("%1, closed at %2, was open since %3, %4")
                  .arg(name, clock(*finding.closedAt, zone), clock(finding.openedAt, zone), requests));
    m_mute->setText(m_isMuted ? tr("Unmute") : tr("Mute…"));
    m_mute->setAccessibleName(m_isMuted ? tr("Show this finding again") : tr("Mute this finding"));
    m_muted->setVisible(m_isMuted);
    if (mute) {
        m_muted->setText(hops::muteWithReason(*mute, zone));
    }
}

void FindingHead::askMute() {
    auto* dialog = new MuteDialog(m_title->text(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MuteDialog::chosen, this,
            [this, key = m_key](const QString& reason, const std::optional<base::WallTime>& until) {
                emit muteAsked(traffic::FindingMute{key, reason.toStdString(), {}, until});
            });
    dialog->open();
}

}  // namespace mirrorscope::ui::forwarding
