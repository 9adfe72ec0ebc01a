// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/first_start_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/api/mirror_service.h"
#include "ui/shell/card.h"
#include "ui/shell/icon_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kColumnWidth = 3 * 272 + 2 * 16;

/// Where curl on this machine reaches the listener.
QString reachableText(const api::ListenerAddress& listener) {
    api::ListenerAddress address = listener;
    if (address.address.is_unspecified()) {
        address.address = address.address.is_v4() ? base::IpAddress(boost::asio::ip::address_v4::loopback())
                                                  : base::IpAddress(boost::asio::ip::address_v6::loopback());
    }
    return QString::fromStdString(address.text());
}

/// Shell text on a base ground, selectable.
class CommandLabel : public QLabel {
public:
    explicit CommandLabel(QWidget* parent) : QLabel(parent) {
        setTextFormat(Qt::PlainText);
        setFont(theme::font(theme::TextStyle::Mono));
        setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setMargin(theme::kBetween);
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::AlternateBase);
    }
};

}  // namespace

FirstStartPage::FirstStartPage(QWidget* parent) : QWidget(parent), m_state(new QLabel(this)) {
    setObjectName(QStringLiteral("page.first-start"));
    setAccessibleName(tr("No source has sent anything yet"));
    // Behind the other page it must not ask for room.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);

    auto* title = new QLabel(tr("No source has sent anything yet"), this);
    title->setFont(theme::font(theme::TextStyle::TileNumber));
    m_state->setObjectName(QStringLiteral("first-start.state"));
    m_state->setTextFormat(Qt::PlainText);
    setTextRole(m_state, theme::Role::Text2);

    auto* column = new QVBoxLayout;
    column->setSpacing(theme::kBetween);
    column->addWidget(new IconLabel(theme::Icon::App, theme::Role::Text2, this, 48), 0, Qt::AlignHCenter);
    column->addSpacing(theme::kBetween);
    column->addWidget(title, 0, Qt::AlignHCenter);
    column->addWidget(m_state, 0, Qt::AlignHCenter);
    column->addSpacing(theme::kBarSide);
    column->addWidget(buildCards());
    column->addSpacing(theme::kBarSide);
    m_curlLine = buildCurlLine();
    column->addWidget(m_curlLine);

    auto* layout = new QHBoxLayout(this);
    layout->addStretch(1);
    auto* middle = new QVBoxLayout;
    middle->addStretch(2);
    middle->addLayout(column);
    middle->addStretch(3);
    layout->addLayout(middle);
    layout->addStretch(1);
}

QWidget* FirstStartPage::buildCards() {
    auto* cards = new QWidget(this);
    cards->setFixedWidth(kColumnWidth);
    auto* layout = new QHBoxLayout(cards);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kPage);

    auto* source = new Card(theme::Icon::Wizard, tr("Add a source"),
                            tr("Choose nginx, Envoy, Istio or Traefik, copy a snippet, prove that it works."),
                            tr("Add a source…"), cards);
    source->button()->setObjectName(QStringLiteral("first-start.add-source"));
    source->button()->setProperty(theme::kPrimaryProperty, true);
    connect(source->button(), &QPushButton::clicked, this, &FirstStartPage::addSourceRequested);
    layout->addWidget(source);

    auto* demo = new Card(theme::Icon::Play, tr("See it with demo traffic"),
                          tr("Six invented sources with attacks. Each request is marked as synthetic."),
                          tr("Start demo"), cards);
    m_demo = demo->button();
    m_demo->setObjectName(QStringLiteral("first-start.demo"));
    connect(m_demo, &QPushButton::clicked, this, &FirstStartPage::demoRequested);
    layout->addWidget(demo);

    auto* listener =
        new Card(theme::Icon::Listen, tr("Let a proxy send"), QString(), tr("Listener settings…"), cards);
    m_listenerText = listener->sentence();
    listener->button()->setObjectName(QStringLiteral("first-start.listener"));
    connect(listener->button(), &QPushButton::clicked, this, &FirstStartPage::listenerSettingsRequested);
    layout->addWidget(listener);
    return cards;
}

QWidget* FirstStartPage::buildCurlLine() {
    auto* box = new QWidget(this);
    box->setFixedWidth(kColumnWidth);
    auto* lead = new QLabel(tr("Only a quick test? Send one request by hand:"), box);
    setTextRole(lead, theme::Role::Text2);
    m_command = new CommandLabel(box);
    m_command->setObjectName(QStringLiteral("first-start.command"));
    m_command->setAccessibleName(tr("Test command"));
    auto* copy = new QPushButton(theme::icon(theme::Icon::Copy), tr("Copy"), box);
    copy->setObjectName(QStringLiteral("first-start.copy"));
    connect(copy, &QPushButton::clicked, this, &FirstStartPage::copyCommand);

    m_whoMaySend = new QLabel(box);
    m_whoMaySend->setTextFormat(Qt::PlainText);
    m_whoMaySend->setWordWrap(true);
    setTextRole(m_whoMaySend, theme::Role::Text2);

    auto* line = new QHBoxLayout;
    line->setSpacing(theme::kBetween);
    line->addWidget(m_command, 1);
    line->addWidget(copy);
    auto* hint = new QHBoxLayout;
    hint->setSpacing(theme::kBetween);
    hint->addWidget(new IconLabel(theme::Icon::Lock, theme::Role::Text2, box), 0, Qt::AlignTop);
    hint->addWidget(m_whoMaySend, 1);
    auto* why = new QPushButton(tr("Why nothing arrives…"), box);
    why->setObjectName(QStringLiteral("first-start.why"));
    connect(why, &QPushButton::clicked, this, &FirstStartPage::whyNothingRequested);
    hint->addWidget(why, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(lead);
    layout->addLayout(line);
    layout->addLayout(hint);
    return box;
}

void FirstStartPage::setStatus(const api::ServiceStatus& status, bool demoRunning) {
    const auto running = std::ranges::find(status.listeners, true, &api::ListenerStatus::listening);
    const bool listening = running != status.listeners.end();
    m_demo->setEnabled(listening && !demoRunning);
    m_curlLine->setVisible(listening);
    if (!listening) {
        m_state->setText(tr("Listening is off: nothing can arrive."));
        m_listenerText->setText(tr("Choose the address and the port to listen on, and start listening."));
        return;
    }
    const QString address = reachableText(running->address);
    m_state->setText(
        demoRunning ? tr("The demo is starting; its first requests appear in a moment.")
                    : tr("Mirrorscope is listening on %1. Let a proxy send copies of its requests there.")
                          .arg(QString::fromStdString(running->address.text())));
    m_listenerText->setText(tr("Mirror requests to %1, or choose another address and port.").arg(address));
    m_command->setText(QStringLiteral("curl -i http://%1/hello -H 'X-Test: 1'").arg(address));
    m_whoMaySend->setText(running->address.address.is_loopback()
                              ? tr("Only this computer can send. Other machines need an allow-list: "
                                   "Edit\u00A0›\u00A0Settings, page\u00A0Trust.")
                              : tr("Only the addresses of the allow-list can send."));
}

void FirstStartPage::copyCommand() {
    QGuiApplication::clipboard()->setText(m_command->text());
}

}  // namespace mirrorscope::ui::shell
