// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/listener_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/base/error_text.h"
#include "core/base/local_addresses.h"
#include "ui/text/icon_mark.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/answer_form.h"
#include "ui/wizard/listener_advice.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/proxy_kinds.h"
#include "ui/wizard/sender_box.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kTitleWidth = 168;
constexpr int kLookEvery = 1000;  // ms; the listener may change meanwhile
constexpr std::uint16_t kUsualPort = 8445;

QLabel* fieldTitle(const QString& text, QWidget* buddy, QWidget* parent) {
    auto* title = new QLabel(text, parent);
    title->setFixedWidth(kTitleWidth);
    title->setBuddy(buddy);
    return title;
}

}  // namespace

ListenerPage::ListenerPage(Plan& plan, const WizardContext& context, QWidget* parent)
    : WizardPage(plan, QStringLiteral("listener"), parent), m_context(context) {
    m_none.address.address = boost::asio::ip::address_v4::loopback();
    m_none.address.port = kUsualPort;
    content()->addWidget(buildForm(), 1);
    setNote(tr("The buttons on this page act at once; everything else is only written into the snippet."));
    m_look.setInterval(kLookEvery);
    connect(&m_look, &QTimer::timeout, this, &ListenerPage::readStatus);
}

QString ListenerPage::step() const {
    return tr("Listener");
}

QString ListenerPage::help() const {
    return tr(
        "A listener is an address of Mirrorscope that takes copies. The proxy needs an address that leads "
        "there: 127.0.0.1 when it runs on this machine, else an address of this machine that the proxy "
        "can reach, or a name.\n\n"
        "At first only this machine may connect. For a proxy elsewhere two things are needed: the listener "
        "is bound to an address that is not loopback, and the proxy's address is on the allow-list. Both "
        "can be done here.\n\n"
        "May connect is not the same as believed: what a proxy says of its clients counts only when it is "
        "trusted. The wizard sets that for the new source once its copies come.\n\n"
        "To try it, run the command at the end on the proxy's machine: it must print 204.");
}

QWidget* ListenerPage::buildForm() {
    const auto [scroll, inner, layout] = makeForm(QStringLiteral("wizard.listener-form"));
    m_sender = new SenderBox(plan(), m_context, inner);
    m_tlsTitle = text::makeGroupTitle(tr("How copies travel"), inner);
    m_tls = new AnswerForm(plan(), inner);
    layout->addWidget(buildAddress(inner));
    layout->addWidget(text::makeRule(inner));
    layout->addWidget(text::makeGroupTitle(tr("Who may connect"), inner));
    layout->addWidget(m_sender);
    layout->addWidget(text::makeRule(inner));
    layout->addWidget(m_tlsTitle);
    layout->addWidget(m_tls);
    layout->addWidget(buildTry(inner));
    layout->addStretch(1);
    connect(m_sender, &SenderBox::edited, this, &ListenerPage::refresh);
    connect(m_sender, &SenderBox::allowed, this, &ListenerPage::readStatus);
    connect(m_tls, &AnswerForm::edited, this, &ListenerPage::refresh);
    return scroll;
}

QWidget* ListenerPage::buildAddress(QWidget* parent) {
    auto* box = new QWidget(parent);
    m_here = new QRadioButton(tr("On &this machine"), box);
    m_here->setObjectName(QStringLiteral("wizard.here"));
    m_elsewhere = new QRadioButton(tr("On another machine or in a cl&uster"), box);
    m_elsewhere->setObjectName(QStringLiteral("wizard.elsewhere"));
    m_listener = new QComboBox(box);
    m_listener->setObjectName(QStringLiteral("wizard.listener"));
    m_listener->setAccessibleName(tr("Listener"));
    m_address = new QComboBox(box);
    m_address->setObjectName(QStringLiteral("wizard.address"));
    m_address->setAccessibleName(tr("Address that the proxy sends to"));
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_error = text::makeLabel({}, theme::TextStyle::Small, theme::Role::Critical, box);
    m_error->setObjectName(QStringLiteral("wizard.error.listener"));
    m_mark = new text::IconMark(theme::Icon::Ok, theme::Role::Ok, box);
    m_advice = text::makeLabel({}, theme::TextStyle::Body, theme::Role::Text, box);
    m_advice->setObjectName(QStringLiteral("wizard.listener-advice"));
    m_move = new QPushButton(box);
    m_move->setObjectName(QStringLiteral("wizard.move-listener"));
    m_move->setAutoDefault(false);
    m_failure = text::makeLabel({}, theme::TextStyle::Small, theme::Role::Critical, box);
    m_failure->setObjectName(QStringLiteral("wizard.error.move"));
    m_failure->hide();
    auto* advice = new QHBoxLayout;
    advice->setSpacing(theme::kBetween);
    advice->addWidget(m_mark, 0, Qt::AlignTop);
    advice->addWidget(m_advice, 1);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBarSide);
    grid->setVerticalSpacing(theme::kBetween);
    grid->setColumnStretch(1, 1);
    grid->addWidget(text::makeGroupTitle(tr("Where the copies go"), box), 0, 0, 1, 2);
    grid->addWidget(new QLabel(tr("The proxy runs"), box), 1, 0);
    grid->addWidget(m_here, 1, 1);
    grid->addWidget(m_elsewhere, 2, 1);
    grid->addWidget(fieldTitle(tr("&Listener"), m_listener, box), 3, 0);
    grid->addWidget(m_listener, 3, 1);
    grid->addWidget(fieldTitle(tr("The proxy sends t&o"), m_address, box), 4, 0);
    grid->addWidget(m_address, 4, 1);
    grid->addWidget(m_error, 5, 1);
    grid->addLayout(advice, 6, 1);
    grid->addWidget(m_move, 7, 1, Qt::AlignLeft);
    grid->addWidget(m_failure, 8, 1);
    connect(m_elsewhere, &QRadioButton::toggled, this, &ListenerPage::setElsewhere);
    connect(m_listener, &QComboBox::activated, this, [this] {
        offerAddresses();
        takeAddress(m_address->itemText(0));
    });
    connect(m_address, &QComboBox::currentTextChanged, this, [this](const QString& text) {
        if (!m_isFilling) {
            takeAddress(text);
        }
    });
    connect(m_move, &QPushButton::clicked, this, &ListenerPage::move);
    return box;
}

QWidget* ListenerPage::buildTry(QWidget* parent) {
    auto* box = new QWidget(parent);
    m_command = new QLineEdit(box);
    m_command->setObjectName(QStringLiteral("wizard.try"));
    m_command->setAccessibleName(tr("Command to try it"));
    m_command->setReadOnly(true);
    m_command->setFont(theme::font(theme::TextStyle::Mono));
    auto* copy = new QPushButton(theme::icon(theme::Icon::Copy), tr("Copy"), box);
    copy->setObjectName(QStringLiteral("wizard.copy-try"));
    copy->setAccessibleName(tr("Copy the command"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::kBetween);
    row->addWidget(m_command, 1);
    row->addWidget(copy);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(text::makeRule(box));
    layout->addWidget(text::makeGroupTitle(tr("To try it, on the proxy's machine"), box));
    layout->addWidget(
        text::makeNote(tr("Prints 204 when the listener is reached and the machine may connect."), box));
    layout->addLayout(row);
    return box;
}

void ListenerPage::showEvent(QShowEvent* event) {
    WizardPage::showEvent(event);
    m_look.start();
}

void ListenerPage::hideEvent(QHideEvent* event) {
    m_look.stop();
    WizardPage::hideEvent(event);
}

const api::ListenerStatus& ListenerPage::chosen() const {
    const auto name = m_listener->currentData().toString().toStdString();
    for (const api::ListenerStatus& listener : m_status.listeners) {
        if (listener.address.name == name) {
            return listener;
        }
    }
    return m_none;
}

void ListenerPage::enter() {
    setHeading(tr("Where the copies go"),
               tr("The address that %1 sends to, and whether it may.").arg(proxyKindOf(plan()).title()));
    m_status = m_context.mirror.status();
    fillListeners();
    // In a cluster 127.0.0.1 is the pod itself.
    const bool isInCluster = proxyKindOf(plan()).program.isEmpty();
    m_here->setEnabled(!isInCluster);
    if (isInCluster && !plan().isElsewhere) {
        plan().isElsewhere = true;
        plan().listener.clear();
    }
    m_here->setChecked(!plan().isElsewhere);
    m_elsewhere->setChecked(plan().isElsewhere);
    offerAddresses();
    const auto tls = tlsFieldsOf(plan().kind);
    m_tlsTitle->setVisible(!tls.empty());
    m_tls->setVisible(!tls.empty());
    m_tls->setGroups({{QString(), QString(), tls}});
    if (plan().listener.empty()) {
        takeAddress(m_address->itemText(0));
    }
    refresh();
    m_address->setFocus();
}

void ListenerPage::fillListeners() {
    QStringList texts;
    for (const api::ListenerStatus& listener : m_status.listeners) {
        const QString place = QString::fromStdString(listener.address.text());
        const QString name = text::shownText(listener.address.name);
        texts.append(listener.listening ? tr("%1, %2, listening").arg(name, place)
                                        : tr("%1, %2, off").arg(name, place));
    }
    QStringList before;
    for (int i = 0; i < m_listener->count(); ++i) {
        before.append(m_listener->itemText(i));
    }
    if (texts == before) {
        return;  // the list may be open
    }
    const QVariant chosen = m_listener->currentData();
    m_listener->clear();
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto& name = m_status.listeners[static_cast<std::size_t>(i)].address.name;
        m_listener->addItem(texts[i], QString::fromStdString(name));
    }
    m_listener->setCurrentIndex(std::max(0, m_listener->findData(chosen)));
    m_listener->setEnabled(m_listener->count() > 1);
}

void ListenerPage::offerAddresses() {
    m_isFilling = true;
    m_address->clear();
    for (const std::string& one : addressesFor(chosen(), plan().isElsewhere, base::localAddresses())) {
        m_address->addItem(QString::fromStdString(one));
    }
    m_address->setEditText(QString::fromStdString(plan().listener));
    m_isFilling = false;
}

void ListenerPage::setElsewhere(bool isElsewhere) {
    if (plan().isElsewhere == isElsewhere) {
        return;
    }
    plan().isElsewhere = isElsewhere;
    offerAddresses();
    takeAddress(m_address->itemText(0));
}

void ListenerPage::takeAddress(const QString& address) {
    plan().listener = address.trimmed().toStdString();
    if (m_address->currentText() != address) {
        m_address->setEditText(address);
    }
    m_failure->hide();
    refresh();
}

void ListenerPage::readStatus() {
    m_status = m_context.mirror.status();
    fillListeners();
    refresh();
}

void ListenerPage::refresh() {
    const auto complaints = complaintsOf(plan());
    const auto wrong = complaints.find("--listener");
    m_error->setText(wrong == complaints.end() ? QString() : complaintText(wrong->second));
    m_error->setVisible(wrong != complaints.end());
    m_address->setAccessibleDescription(m_error->text());
    const ListenerAdvice advice = listenerAdvice(chosen(), plan().listener, base::localAddresses());
    using State = ListenerAdvice::State;
    m_mark->setIcon(advice.state == State::Fine    ? theme::Icon::Ok
                    : advice.state == State::Wrong ? theme::Icon::SeverityHigh
                                                   : theme::Icon::SeverityInfo,
                    advice.state == State::Fine    ? theme::Role::Ok
                    : advice.state == State::Wrong ? theme::Role::High
                                                   : theme::Role::Text2);
    m_mark->setVisible(!advice.text.isEmpty());
    m_advice->setText(advice.text);
    m_move->setVisible(advice.move.has_value());
    if (advice.move) {
        const QString place = QString::fromStdString(advice.move->text());
        m_move->setText(chosen().listening ? tr("&Move the listener to %1").arg(place)
                                           : tr("&Start listening on %1").arg(place));
    }
    m_sender->refresh(chosen());
    m_command->setText(QStringLiteral("curl -s -o /dev/null -w '%{http_code}\\n' http://%1/")
                           .arg(text::shownText(plan().listener)));
    emit completeChanged();
    emit planChanged();
}

void ListenerPage::move() {
    const ListenerAdvice advice = listenerAdvice(chosen(), plan().listener, base::localAddresses());
    if (!advice.move) {
        return;
    }
    const auto done = m_context.mirror.listen(*advice.move);
    m_failure->setVisible(!done);
    if (!done) {
        const bool needsAllow = done.error().code == base::ErrorCode::AllowListRequired;
        m_failure->setText(needsAllow
                               ? tr("First say below who may connect: a listener that others reach needs "
                                    "an allow-list.")
                               : text::shownText(base::errorText(done.error())));
    }
    readStatus();
}

bool ListenerPage::isComplete() const {
    return !plan().listener.empty() && !complaintsOf(plan()).contains("--listener") && m_tls->isSound() &&
           m_sender->isSound();
}

}  // namespace mirrorscope::ui::wizard
