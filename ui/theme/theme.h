// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>
#include <cstdint>
#include <memory>

#include "ui/theme/palette.h"

class QApplication;

namespace mirrorscope::ui::theme {

class SystemScheme;

/// The look of the whole program: style, palette, style sheet. Switches live. One instance, UI thread.
///
/// Widgets that paint read color(Role) while painting and call update() on changed(); whoever keeps a colour
/// (charts, caches) reads it again on changed(). Icons follow by themselves.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Mode : std::uint8_t { System, Light, Dark };

    static Theme& instance();

    /// Call once, before the first widget. Takes the desktop's palette as the fallback for Mode::System.
    void install(QApplication& app);

    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    Scheme scheme() const { return m_scheme; }
    QColor color(Role role) const { return theme::color(m_scheme, role); }

    ~Theme() override;

signals:
    /// After palette and style sheet are set.
    void changed();

private:
    Theme();
    void apply();

    QApplication* m_app = nullptr;
    std::unique_ptr<SystemScheme> m_system;
    Mode m_mode = Mode::System;
    Scheme m_scheme = Scheme::Light;
};

/// Shorthand for Theme::instance().color(role).
QColor color(Role role);

/// All groups of a QPalette from the roles.
QPalette paletteOf(Scheme scheme);

/// The style sheet template with `@role` replaced, longest names first. Unknown names stay visible and
/// invalid.
QString filledStyleSheet(QString text, Scheme scheme);

}  // namespace mirrorscope::ui::theme
