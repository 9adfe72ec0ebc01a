// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <algorithm>
#include <vector>

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/system_scheme.h"

namespace mirrorscope::ui::theme {
namespace {

void setDisabled(QPalette& palette, Scheme scheme) {
    const QColor faint = color(scheme, Role::Control);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, color(scheme, Role::Window));
}

}  // namespace

QPalette paletteOf(Scheme scheme) {
    const auto of = [scheme](Role role) { return color(scheme, role); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Role::Window));
    palette.setColor(QPalette::WindowText, of(Role::Text));
    palette.setColor(QPalette::Base, of(Role::Base));
    palette.setColor(QPalette::AlternateBase, of(Role::Alt));
    palette.setColor(QPalette::Text, of(Role::Text));
    palette.setColor(QPalette::PlaceholderText, of(Role::Text2));
    palette.setColor(QPalette::Button, of(Role::Base));
    palette.setColor(QPalette::ButtonText, of(Role::Text));
    palette.setColor(QPalette::BrightText, of(Role::OnAccent));
    palette.setColor(QPalette::Highlight, of(Role::Selection));
    palette.setColor(QPalette::HighlightedText, of(Role::Text));
    palette.setColor(QPalette::Link, of(Role::Accent));
    palette.setColor(QPalette::LinkVisited, of(Role::Accent));
    palette.setColor(QPalette::ToolTipBase, of(Role::Base));
    palette.setColor(QPalette::ToolTipText, of(Role::Text));
    // Fusion draws its edges with these; all are one line here, so that nothing looks raised.
    palette.setColor(QPalette::Light, of(Role::Base));
    palette.setColor(QPalette::Midlight, of(Role::Head));
    palette.setColor(QPalette::Mid, of(Role::Line));
    palette.setColor(QPalette::Dark, of(Role::Line));
    palette.setColor(QPalette::Shadow, of(Role::Line));
    setDisabled(palette, scheme);
    return palette;
}

QString filledStyleSheet(QString text, Scheme scheme) {
    std::vector<Role> roles;
    for (int i = 0; i < static_cast<int>(Role::Count); ++i) {
        roles.push_back(static_cast<Role>(i));
    }
    // "@text2" before "@text".
    std::ranges::sort(roles, [](Role a, Role b) { return qstrlen(roleName(a)) > qstrlen(roleName(b)); });
    for (const Role role : roles) {
        text.replace(u'@' + QLatin1StringView(roleName(role)), color(scheme, role).name());
    }
    return text;
}

Theme::Theme() = default;
Theme::~Theme() = default;

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

void Theme::install(QApplication& app) {
    m_app = &app;
    m_system = std::make_unique<SystemScheme>(app.palette());
    connect(m_system.get(), &SystemScheme::changed, this, &Theme::apply);
    // This object is static and outlives the application.
    connect(&app, &QObject::destroyed, this, [this] {
        m_system.reset();
        m_app = nullptr;
    });
    app.setStyle(new Style);
    app.setWindowIcon(applicationIcon());
    apply();
}

void Theme::setMode(Mode mode) {
    m_mode = mode;
    apply();
}

void Theme::apply() {
    if (m_mode == Mode::System) {
        m_scheme = m_system ? m_system->scheme() : m_scheme;
    } else {
        m_scheme = m_mode == Mode::Dark ? Scheme::Dark : Scheme::Light;
    }
    if (m_app != nullptr) {
        m_app->setPalette(paletteOf(m_scheme));
        QFile file(QStringLiteral(":/mirrorscope/theme/mirrorscope.qss"));
        if (file.open(QIODevice::ReadOnly)) {
            m_app->setStyleSheet(filledStyleSheet(QString::fromUtf8(file.readAll()), m_scheme));
        }
    }
    emit changed();
}

QColor color(Role role) {
    return Theme::instance().color(role);
}

}  // namespace mirrorscope::ui::theme
