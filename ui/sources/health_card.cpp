// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/health_card.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/sources/block_title.h"
#include "ui/sources/card_head.h"
#include "ui/sources/fact_rows.h"
#include "ui/sources/link_button.h"
#include "ui/sources/source_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::sources {
namespace {

QString findingsText(const FindingCounts& counts) {
    QStringList parts;
    const auto add = [&parts](std::uint64_t count, const QString& text) {
        if (count > 0) {
            parts += text;
        }
    };
    add(counts.errors, errorsText(counts.errors));
    add(counts.warnings, warningsText(counts.warnings));
    add(counts.notes, notesText(counts.notes));
    return parts.isEmpty() ? HealthCard::tr("None") : parts.join(QStringLiteral(", "));
}

}  // namespace

HealthCard::HealthCard(QWidget* parent)
    : QWidget(parent),
      m_head(new CardHead(this)),
      m_facts(new FactRows(QStringLiteral("health"), this)),
      m_findings(new LinkButton(m_facts)),
      m_silence(new text::PlainLabel(this)),
      m_check(new QPushButton(tr("Check the mirror…"), this)) {
    setObjectName(QStringLiteral("sources.health"));
    setAccessibleName(tr("Health"));
    m_findings->setObjectName(QStringLiteral("health.findings"));
    m_silence->setObjectName(QStringLiteral("health.silence"));
    m_silence->setFont(theme::font(theme::TextStyle::Small));
    m_silence->setWordWrap(true);
    m_check->setObjectName(QStringLiteral("health.check"));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(theme::kBarSide, theme::kBetween, theme::kBarSide, theme::kBetween);
    inner->setSpacing(theme::kInside);
    inner->addWidget(m_head);
    inner->addWidget(m_silence);
    inner->addWidget(m_check, 0, Qt::AlignLeft);
    inner->addWidget(m_facts);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new BlockTitle(tr("Health"), {}, this));
    layout->addLayout(inner);
    connect(m_findings, &QPushButton::clicked, this, [this] { emit findingsAsked(m_source); });
    connect(m_check, &QPushButton::clicked, this, [this] { emit mirrorCheckAsked(m_source); });
}

void HealthCard::setSource(const SourceSummary& summary, bool silent, base::WallTime now) {
    const bool isFirst = m_source == 0;
    m_source = summary.source.id;
    m_head->setSource(summary, silent);
    m_silence->setVisible(silent);
    m_check->setVisible(silent);
    if (silent && summary.usual) {
        m_silence->setText(tr("usual rate %1, alarm after %2")
                               .arg(text::rateText(summary.usual->perSecond),
                                    text::durationText(summary.usual->alarmAfter)));
    }
    m_facts->set("sent-by", tr("Sent by"), sentByText(summary.source));
    m_facts->set("known-by", tr("Known by"), knownByText(summary.source));
    m_facts->set("last-seen", tr("Last seen"), text::relativeText(summary.source.lastSeen, now));
    m_facts->set("lost", tr("Lost"), tr("not probed"));
    m_facts->set("lag", tr("Lag p95"), text::notApplicableText());
    m_facts->set("refused", tr("Refused"), text::countText(summary.source.refused));
    m_findings->setText(findingsText(summary.findings));
    m_findings->setEnabled(summary.findings.sum() > 0);
    m_findings->setAccessibleName(tr("Findings: %1").arg(m_findings->text()));
    if (isFirst) {
        m_facts->set(tr("Findings"), m_findings);
    }
}

}  // namespace mirrorscope::ui::sources
