// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>
#include <QVariant>
#include <optional>

#include "ui/theme/palette.h"

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace mirrorscope::ui::theme {

/// What the desktop prefers. Qt 6.4 does not tell, so the desktop portal is asked over the session bus
/// (org.freedesktop.portal.Settings: org.freedesktop.appearance color-scheme, 1 dark, 2 light), without
/// waiting; until it answers, or without a portal, the desktop's own palette decides. UI thread.
class SystemScheme : public QObject {
    Q_OBJECT

public:
    explicit SystemScheme(const QPalette& desktop);
    Scheme scheme() const;

    /// The scheme of a portal value; empty for "no preference" and for what is not a number.
    static std::optional<Scheme> schemeOfPortal(QVariant value);
    static Scheme schemeOfPalette(const QPalette& palette);

signals:
    void changed();

private slots:
    void readAnswer(QDBusPendingCallWatcher* call);
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void set(std::optional<Scheme> scheme);

    Scheme m_fromPalette;
    std::optional<Scheme> m_fromPortal;
};

}  // namespace mirrorscope::ui::theme
