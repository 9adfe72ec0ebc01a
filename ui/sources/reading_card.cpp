// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/reading_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/doctor/kind_limits.h"
#include "ui/live/page_loader.h"
#include "ui/sources/block_title.h"
#include "ui/sources/card_head.h"
#include "ui/sources/fact_rows.h"
#include "ui/sources/link_button.h"
#include "ui/sources/source_edits.h"
#include "ui/sources/source_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr int kLeastLimits = 96;
constexpr qint64 kReadAgainMilliseconds = 5000;
/// As sure as forwarding must be to pin a kind (kPinConfidence).
constexpr int kPinned = 80;

QString clientText(const traffic::RequestContext& context) {
    switch (context.clientTrust) {
        case traffic::ClientTrust::Verified:
            return text::shownText(context.clientFrom);
        case traffic::ClientTrust::Claimed:
            return ReadingCard::tr("%1, not trusted").arg(text::shownText(context.clientFrom));
        case traffic::ClientTrust::Peer:
            return ReadingCard::tr("The connection itself");
        default:
            return ReadingCard::tr("Nothing to trust");
    }
}

QString originText(const std::string& from) {
    return from.empty() ? text::unknownText() : text::shownText(from);
}

QWidget* titleLine(const QString& title, QPushButton* button, QWidget* parent) {
    auto* line = new BlockTitle(title, {}, parent);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, theme::kBarSide, 0);
    layout->addStretch(1);
    layout->addWidget(button);
    return line;
}

}  // namespace

ReadingCard::ReadingCard(live::PageLoader& loader, const SourceEdits& edits, QWidget* parent)
    : QWidget(parent),
      m_loader(loader),
      m_edits(edits),
      m_head(new CardHead(this)),
      m_facts(new FactRows(QStringLiteral("reading"), this)),
      m_edit(new LinkButton(this)),
      m_limits(new QWidget),
      m_limitLines(new QVBoxLayout(m_limits)) {
    setObjectName(QStringLiteral("sources.reading"));
    setAccessibleName(tr("How this source is read"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    m_edit->setObjectName(QStringLiteral("reading.edit"));
    m_edit->setText(tr("Edit…"));
    m_edit->setAccessibleName(tr("Edit the source"));
    m_edit->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_edit->setVisible(edits.isPossible());
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(theme::kBarSide, theme::kBetween, theme::kBarSide, theme::kBetween);
    inner->setSpacing(theme::kInside);
    inner->addWidget(m_head);
    inner->addWidget(m_facts);
    m_limits->setObjectName(QStringLiteral("reading.limits"));
    m_limits->setAccessibleName(tr("This mirror cannot show"));
    m_limitLines->setContentsMargins(theme::kBarSide, theme::kBetween, theme::kBarSide, theme::kBetween);
    m_limitLines->setSpacing(theme::kBetween);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_limits);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("This mirror cannot show"));
    // The rows of the board come first.
    scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    scroll->setMinimumHeight(kLeastLimits);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleLine(tr("How this source is read"), m_edit, this));
    layout->addLayout(inner);
    layout->addWidget(new BlockTitle(tr("This mirror cannot show"), {}, this));
    layout->addWidget(scroll, 1);
    connect(m_edit, &QPushButton::clicked, this, [this] { emit editAsked(m_setting.source); });
}

ReadingCard::~ReadingCard() {
    m_token.cancel();
}

void ReadingCard::setSource(const SourceSummary& summary, bool silent) {
    m_head->setSource(summary, silent);
    showSettings(summary);
    if (m_kind != summary.source.kind) {
        setLimits(summary.source.kind);
    }
    const bool isOther = !(m_setting == summary.setting);
    if (!isOther && m_sinceReadout.isValid() && m_sinceReadout.elapsed() < kReadAgainMilliseconds) {
        return;
    }
    if (m_setting.source != summary.setting.source) {
        showReadout({});
    }
    m_setting = summary.setting;
    askReadout();
}

void ReadingCard::showSettings(const SourceSummary& summary) {
    const traffic::Source& source = summary.source;
    const traffic::SourceSetting& setting = summary.setting;
    m_facts->set("sent-by", tr("Sent by"), sentByText(source));
    m_facts->set("known-by", tr("Known by"), knownByText(source));
    m_facts->set(
        "pinned", tr("Pinned to"),
        source.confidence >= kPinned && !source.peer.empty() ? text::shownText(source.peer) : tr("Nothing"));
    m_facts->set("trusted", tr("Trusted"),
                 setting.trusted.empty() ? tr("As --trust says") : text::shownText(setting.trusted));
    m_facts->set("hops", tr("Trusted hops"),
                 setting.hops ? QString::number(*setting.hops) : tr("As --trust says"));
}

void ReadingCard::askReadout() {
    api::SourceService* service = m_edits.service();
    if (service == nullptr) {
        return;
    }
    m_sinceReadout.start();
    m_token.cancel();
    m_token = m_loader.ask<api::SourceReadout>(
        this,
        [service, setting = m_setting](api::SessionQueries&, const base::CancelToken&) {
            return service->readout(setting);
        },
        [this](base::Result<api::SourceReadout> readout) {
            showReadout(readout ? *readout : api::SourceReadout{});
        },
        live::Urgency::Background);
}

void ReadingCard::showReadout(const api::SourceReadout& readout) {
    const bool isKnown = readout.context.requestId != 0;
    const QString none = text::notApplicableText();
    m_facts->set("client", tr("Client from"), isKnown ? clientText(readout.context) : none);
    m_facts->set("scheme", tr("Scheme from"), isKnown ? originText(readout.schemeFrom) : none);
    m_facts->set("host", tr("Host from"), isKnown ? originText(readout.hostFrom) : none);
}

void ReadingCard::setLimits(traffic::SourceKind kind) {
    m_kind = kind;
    while (QLayoutItem* item = m_limitLines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    auto limits = doctor::limitsOf(kind);
    const auto common = doctor::limitsOfEveryKind();
    limits.insert(limits.end(), common.begin(), common.end());
    for (const doctor::KindLimit& limit : limits) {
        auto* line = new text::PlainLabel(text::ownText(limit.limit), m_limits);
        line->setWordWrap(true);
        line->setFont(theme::font(theme::TextStyle::Small));
        text::setPlainToolTip(
            line,
            limit.remedy.empty()
                ? text::ownText(limit.known)
                : tr("%1\nSee instead: %2").arg(text::ownText(limit.known), text::ownText(limit.remedy)));
        m_limitLines->addWidget(line);
    }
    m_limitLines->addStretch(1);
}

}  // namespace mirrorscope::ui::sources
