// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/peer_row.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/arrivals/first_bytes.h"
#include "ui/arrivals/peer_words.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::arrivals {
namespace {

text::PlainLabel* smallLine(const QString& name, QWidget* parent) {
    auto* label = new text::PlainLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setFont(theme::font(theme::TextStyle::Small));
    return label;
}

}  // namespace

PeerRow::PeerRow(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_title(new text::PlainLabel(this)),
      m_what(smallLine(name + QStringLiteral(".what"), this)),
      m_bytes(new text::PlainLabel(this)),
      m_advice(smallLine(name + QStringLiteral(".advice"), this)),
      m_allow(new QPushButton(this)) {
    setObjectName(name);
    QFont strong = m_title->font();
    strong.setWeight(theme::kStrongWeight);
    m_title->setFont(strong);
    m_bytes->setObjectName(name + QStringLiteral(".bytes"));
    m_bytes->setFont(theme::font(theme::TextStyle::Mono));
    m_bytes->setElided(text::Kind::Sentence);
    m_allow->setObjectName(name + QStringLiteral(".allow"));
    m_allow->setAutoDefault(false);
    connect(m_allow, &QPushButton::clicked, this, [this] {
        if (m_network) {
            emit allowAsked(*m_network);
        }
    });
    auto* words = new QVBoxLayout;
    words->setSpacing(theme::kInside);
    for (QWidget* line : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_what),
                          static_cast<QWidget*>(m_bytes), static_cast<QWidget*>(m_advice)}) {
        words->addWidget(line);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, theme::kInside, 0, theme::kInside);
    layout->setSpacing(theme::kBarSide);
    layout->addLayout(words, 1);
    layout->addWidget(m_allow, 0, Qt::AlignTop);
}

void PeerRow::setPeer(const traffic::PeerCounters& peer, const std::vector<base::IpNetwork>& allow,
                      bool mayAllow, base::WallTime now) {
    const QString address = text::shownText(peer.peer);
    m_title->setText(address);
    m_what->setText(tr("%1; last %2").arg(peerText(peer), text::relativeText(peer.lastSeen, now)));
    m_network = allowable(peer);
    const bool allowed = isAllowed(peer, allow);
    m_allow->setVisible(m_network && mayAllow && !allowed);
    m_allow->setText(tr("Allow %1").arg(address));
    const Protocol protocol = protocolOf(peer.firstBytes);
    const bool isForeign = peer.unreadable > 0;
    m_bytes->setVisible(isForeign && !peer.firstBytes.empty());
    m_bytes->setText(privacy::shownHead(peer.firstBytes, {}));
    m_bytes->setAccessibleName(tr("The last one began with %1").arg(m_bytes->text()));
    QString advice;
    if (isForeign) {
        advice = tr("%1. %2").arg(protocolTitle(protocol), protocolAdvice(protocol));
    } else if (m_network && allowed) {
        advice =
            tr("It may send now, until Mirrorscope ends. To make it last, add %1 to the setting “allow” in "
               "mirrorscope.yaml.")
                .arg(address);
    } else if (m_network && !mayAllow) {
        advice =
            tr("Listeners are another program's: its setting “allow” or --allow %1 lets it in.").arg(address);
    }
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    setAccessibleName(address + QStringLiteral(", ") + m_what->text());
}

}  // namespace mirrorscope::ui::arrivals
