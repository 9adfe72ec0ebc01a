// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace mirrorscope::ui::theme {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

}  // namespace

SystemScheme::SystemScheme(const QPalette& desktop) : m_fromPalette(schemeOfPalette(desktop)) {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    read << kGroup << kKey;
    auto* call = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, &SystemScheme::readAnswer);
}

Scheme SystemScheme::scheme() const {
    return m_fromPortal.value_or(m_fromPalette);
}

std::optional<Scheme> SystemScheme::schemeOfPortal(QVariant value) {
    // Read() wraps the value in a variant twice, SettingChanged once.
    while (value.canConvert<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    bool isNumber = false;
    const uint preference = value.toUInt(&isNumber);
    if (!isNumber || preference == 0 || preference > 2) {
        return std::nullopt;
    }
    return preference == 1 ? Scheme::Dark : Scheme::Light;
}

Scheme SystemScheme::schemeOfPalette(const QPalette& palette) {
    const bool dark =
        palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    return dark ? Scheme::Dark : Scheme::Light;
}

void SystemScheme::readAnswer(QDBusPendingCallWatcher* call) {
    const QDBusPendingReply<QDBusVariant> reply = *call;
    call->deleteLater();
    if (!reply.isError()) {
        set(schemeOfPortal(reply.value().variant()));
    }
}

void SystemScheme::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey) {
        set(schemeOfPortal(value.variant()));
    }
}

void SystemScheme::set(std::optional<Scheme> scheme) {
    const Scheme before = this->scheme();
    m_fromPortal = scheme;
    if (this->scheme() != before) {
        emit changed();
    }
}

}  // namespace mirrorscope::ui::theme
