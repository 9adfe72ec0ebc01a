// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/arrivals_panel.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error_text.h"
#include "core/base/local_addresses.h"
#include "ui/arrivals/command_rows.h"
#include "ui/arrivals/peer_row.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::arrivals {
namespace {

constexpr QSize kSize{640, 720};
constexpr int kScreenMargin = 40;
/// Rows are widgets: who can make up addresses must not slow the window down. The last seen are shown.
constexpr std::size_t kMostRows = 20;

text::PlainLabel* line(const char* name, QWidget* parent) {
    auto* label = new text::PlainLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

text::PlainLabel* heading(const QString& title, QWidget* parent) {
    auto* label = new text::PlainLabel(title, parent);
    label->setFont(theme::font(theme::TextStyle::Heading));
    return label;
}

QString listenerText(const api::ListenerStatus& listener) {
    const QString name = text::shownText(listener.address.name);
    const QString place = QString::fromStdString(listener.address.text());
    if (!listener.listening) {
        return listener.failure
                   ? ArrivalsPanel::tr("“%1” does not listen on %2: %3")
                         .arg(name, place, text::shownText(base::errorSentences(*listener.failure).what))
                   : ArrivalsPanel::tr("“%1” is stopped: nothing arrives on %2").arg(name, place);
    }
    if (listener.address.address.is_loopback()) {
        return ArrivalsPanel::tr(
                   "“%1” listens on %2. Only this machine can reach %3: a proxy on another one needs "
                   "an address of this machine (Listener › Listener settings) and the allow-list.")
            .arg(name, place, QString::fromStdString(listener.address.address.to_string()));
    }
    QStringList allowed;
    for (const base::IpNetwork& network : listener.allow) {
        allowed += QString::fromStdString(network.text());
    }
    return ArrivalsPanel::tr("“%1” listens on %2. These may send: %3.")
        .arg(name, place,
             allowed.isEmpty() ? ArrivalsPanel::tr("only this machine") : allowed.join(QStringLiteral(", ")));
}

}  // namespace

ArrivalsPanel::ArrivalsPanel(api::MirrorService& service, QWidget* parent)
    : QDialog(parent),
      m_service(service),
      m_reason(line("arrivals.reason", this)),
      m_listeners(line("arrivals.listeners", this)),
      m_counts(line("arrivals.counts", this)),
      m_peerLines(new QVBoxLayout),
      m_noPeers(line("arrivals.no-peers", this)),
      m_morePeers(line("arrivals.more-peers", this)),
      m_error(line("arrivals.error", this)),
      m_commands(new CommandRows(this)) {
    setObjectName(QStringLiteral("dialog.arrivals"));
    setWindowTitle(tr("Why nothing arrives"));
    setModal(false);
    m_noPeers->setText(
        tr("Nobody was refused, and nobody connected without sending a request. If a proxy should be "
           "sending, it does not reach this machine."));
    m_error->hide();
    m_reason->hide();
    layOut();
    resize(kSize.boundedTo(screen()->availableSize() - QSize(kScreenMargin, kScreenMargin)));
}

void ArrivalsPanel::layOut() {
    auto* page = new QWidget(this);
    auto* lines = new QVBoxLayout(page);
    lines->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    lines->setSpacing(theme::kBetween);
    lines->addWidget(m_reason);
    lines->addWidget(heading(tr("Where Mirrorscope listens"), page));
    lines->addWidget(m_listeners);
    lines->addWidget(m_counts);
    lines->addSpacing(theme::kBetween);
    lines->addWidget(heading(tr("Who came without bringing a request"), page));
    lines->addWidget(m_noPeers);
    lines->addLayout(m_peerLines);
    lines->addWidget(m_morePeers);
    lines->addWidget(m_error);
    lines->addSpacing(theme::kBetween);
    lines->addWidget(heading(tr("What to try"), page));
    lines->addWidget(m_commands);
    lines->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(windowTitle());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    foot->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
}

void ArrivalsPanel::setReason(const QString& reason) {
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void ArrivalsPanel::setStatus(const api::ServiceStatus& status) {
    showListeners(status);
    showPeers(status);
    m_commands->setCommands(mirrorCommands(status.listeners, base::localAddresses()));
}

void ArrivalsPanel::showListeners(const api::ServiceStatus& status) {
    QStringList texts;
    for (const api::ListenerStatus& listener : status.listeners) {
        texts += listenerText(listener);
    }
    if (texts.isEmpty()) {
        texts += status.attached
                     ? tr("Another program records this session; its listeners are not known here.")
                     : tr("Nothing listens. Listener › Start listening begins.");
    }
    m_listeners->setText(texts.join(QLatin1Char('\n')));
    const traffic::ListenerCounters totals = status.totals();
    m_counts->setText(tr("Since the start: %1 requests received, %2 connections refused, %3 connections "
                         "without a request, %4 open now.")
                          .arg(text::countText(totals.received), text::countText(totals.connectionsRefused),
                               text::countText(totals.connectionsEmpty),
                               text::countText(totals.connections)));
}

void ArrivalsPanel::showPeers(const api::ServiceStatus& status) {
    struct Shown {
        const api::ListenerStatus* listener;
        const traffic::PeerCounters* peer;
        std::string key;
    };
    std::vector<Shown> all;
    for (const api::ListenerStatus& listener : status.listeners) {
        for (const traffic::PeerCounters& peer : listener.peers) {
            all.push_back({&listener, &peer, listener.address.name + '/' + peer.peer});
        }
    }
    const std::size_t count = all.size();
    std::ranges::stable_sort(all, std::ranges::greater{},
                             [](const Shown& one) { return one.peer->lastSeen; });
    all.resize(std::min(all.size(), kMostRows));
    std::erase_if(m_rows, [&all](const auto& row) {
        const bool isGone = std::ranges::find(all, row.first, &Shown::key) == all.end();
        if (isGone) {
            row.second->deleteLater();
        }
        return isGone;
    });
    const base::WallTime at = base::wallNow();
    for (const Shown& one : all) {
        auto found = m_rows.find(one.key);
        if (found == m_rows.end()) {
            // At the end: no button moves away under the pointer.
            auto* row = new PeerRow(QStringLiteral("arrivals.peer.") + text::shownText(one.peer->peer), this);
            connect(row, &PeerRow::allowAsked, this, &ArrivalsPanel::allow);
            m_peerLines->addWidget(row);
            found = m_rows.emplace(one.key, row).first;
        }
        found->second->setPeer(*one.peer, one.listener->allow, !status.attached, at);
    }
    m_noPeers->setVisible(m_rows.empty() && !status.attached);
    m_morePeers->setVisible(count > m_rows.size());
    m_morePeers->setText(
        tr("%1 more addresses, seen longer ago").arg(text::countText(count - m_rows.size())));
}

void ArrivalsPanel::allow(const base::IpNetwork& network) {
    const auto done = m_service.allow(network);
    m_error->setVisible(!done);
    if (!done) {
        m_error->setText(text::shownText(base::errorSentences(done.error()).what));
    }
    emit allowed();
}

}  // namespace mirrorscope::ui::arrivals
