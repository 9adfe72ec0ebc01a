// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/listener_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/base/byte_text.h"
#include "ui/shell/conditions.h"
#include "ui/shell/icon_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kWidth = 460;
constexpr char kStandardName[] = "default";
constexpr std::uint16_t kStandardPort = 8445;

}  // namespace

ListenerDialog::ListenerDialog(api::MirrorService& service, QWidget* parent)
    : QDialog(parent),
      m_service(service),
      m_names(new QComboBox(this)),
      m_address(new QLineEdit(this)),
      m_port(new QSpinBox(this)),
      m_state(new QLabel(this)),
      m_error(new QLabel(this)),
      m_start(new QPushButton(this)),
      m_stop(new QPushButton(tr("Stop listening"), this)) {
    setObjectName(QStringLiteral("dialog.listener"));
    setWindowTitle(tr("Listener settings"));
    setMinimumWidth(kWidth);
    setUpParts();
    layOut();
    connect(m_start, &QPushButton::clicked, this, &ListenerDialog::start);
    connect(m_stop, &QPushButton::clicked, this, &ListenerDialog::stop);
    connect(m_names, &QComboBox::currentIndexChanged, this, &ListenerDialog::showListener);
    refresh();
}

void ListenerDialog::setUpParts() {
    m_names->setObjectName(QStringLiteral("listener.name"));
    m_names->setAccessibleName(tr("Listener"));
    m_address->setObjectName(QStringLiteral("listener.address"));
    m_address->setMaxLength(64);
    m_port->setObjectName(QStringLiteral("listener.port"));
    m_port->setRange(1, 65535);
    m_port->setGroupSeparatorShown(false);
    m_state->setObjectName(QStringLiteral("listener.state"));
    m_state->setTextFormat(Qt::PlainText);
    m_error->setObjectName(QStringLiteral("listener.error"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    setTextRole(m_error, theme::Role::Critical);
    m_error->hide();
    m_start->setObjectName(QStringLiteral("listener.start"));
    m_start->setProperty(theme::kPrimaryProperty, true);
    m_start->setDefault(true);
    m_stop->setObjectName(QStringLiteral("listener.stop"));
    m_stop->setAutoDefault(false);
}

void ListenerDialog::layOut() {
    auto* form = new QFormLayout;
    form->addRow(tr("Listener"), m_names);
    form->addRow(tr("Address"), m_address);
    form->addRow(tr("Port"), m_port);
    form->addRow(tr("State"), m_state);
    auto* hint = new QLabel(
        tr("127.0.0.1 takes requests from this computer only. Other addresses need an allow-list: "
           "Edit › Settings, page Trust. Requests on their way are still answered when a listener moves."),
        this);
    hint->setWordWrap(true);
    setTextRole(hint, theme::Role::Text2);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    buttons->addWidget(m_start);
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(m_error);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void ListenerDialog::setListener(const std::string& name) {
    const int index = m_names->findData(QByteArray::fromStdString(name));
    if (index >= 0) {
        m_names->setCurrentIndex(index);
    }
}

void ListenerDialog::refresh() {
    const QByteArray before = m_names->currentData().toByteArray();
    m_status = m_service.status();
    {
        const QSignalBlocker quiet(m_names);
        m_names->clear();
        for (const api::ListenerStatus& listener : m_status.listeners) {
            m_names->addItem(QString::fromStdString(base::shownText(listener.address.name)),
                             QByteArray::fromStdString(listener.address.name));
        }
        if (m_names->count() == 0) {
            m_names->addItem(QLatin1String(kStandardName), QByteArray(kStandardName));
        }
        m_names->setCurrentIndex(qMax(0, m_names->findData(before)));
    }
    m_names->setEnabled(m_names->count() > 1);
    showListener();
}

const api::ListenerStatus* ListenerDialog::chosen() const {
    const std::string name = m_names->currentData().toByteArray().toStdString();
    const auto found = std::ranges::find_if(
        m_status.listeners, [&name](const api::ListenerStatus& one) { return one.address.name == name; });
    return found == m_status.listeners.end() ? nullptr : &*found;
}

void ListenerDialog::showListener() {
    const api::ListenerStatus* listener = chosen();
    const bool listening = listener != nullptr && listener->listening;
    m_address->setText(listener != nullptr ? QString::fromStdString(listener->address.address.to_string())
                                           : QStringLiteral("127.0.0.1"));
    m_port->setValue(listener != nullptr && listener->address.port != 0 ? listener->address.port
                                                                        : kStandardPort);
    m_state->setText(listening ? tr("Listening on %1").arg(QString::fromStdString(listener->address.text()))
                               : tr("Not listening"));
    m_start->setText(listening ? tr("Move listener") : tr("Start listening"));
    m_stop->setEnabled(listening);
    showError(listener != nullptr && listener->failure ? errorWhat(*listener->failure) : QString());
}

void ListenerDialog::start() {
    const auto address = base::parseAddress(m_address->text().trimmed().toStdString());
    if (!address) {
        showError(tr("An address of this computer is expected, such as 127.0.0.1 or ::1."));
        m_address->setFocus();
        m_address->selectAll();
        return;
    }
    const api::ListenerAddress wanted{m_names->currentData().toByteArray().toStdString(), *address,
                                      static_cast<std::uint16_t>(m_port->value())};
    const auto done = m_service.listen(wanted);
    emit applied();
    if (done.has_value()) {
        refresh();
        return;
    }
    // What was typed stays: the next try is a small change of it.
    const QString advice = done.error().code == base::ErrorCode::AddressInUse
                               ? tr("Choose another port, or stop the program that holds it.")
                               : QString();
    showError(errorWhat(done.error()) + QStringLiteral(". ") +
              (advice.isEmpty() ? errorTodo(done.error()) : advice));
}

void ListenerDialog::stop() {
    m_service.stopListening(m_names->currentData().toByteArray().toStdString());
    emit applied();
    refresh();
}

void ListenerDialog::showError(const QString& text) {
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    m_address->setAccessibleDescription(text);
}

}  // namespace mirrorscope::ui::shell
