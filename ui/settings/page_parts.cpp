// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/page_parts.h"

#include <QLineEdit>

#include "ui/text/plain_label.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr char kRole[] = "settings-role";

void recolour(QLabel* label) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText,
                     theme::color(static_cast<theme::Role>(label->property(kRole).toInt())));
    label->setPalette(palette);
}

}  // namespace

QLabel* makeLabel(const QString& text, theme::TextStyle style, theme::Role role, QWidget* parent) {
    auto* label = new text::PlainLabel(text, parent);
    label->setFont(theme::font(style));
    label->setWordWrap(true);
    // On a base ground Qt would take another role.
    label->setForegroundRole(QPalette::WindowText);
    setRole(label, role);
    QObject::connect(&theme::Theme::instance(), &theme::Theme::changed, label, [label] { recolour(label); });
    return label;
}

QLabel* makeNote(const QString& text, QWidget* parent) {
    return makeLabel(text, theme::TextStyle::Small, theme::Role::Text2, parent);
}

void setRole(QLabel* label, theme::Role role) {
    label->setProperty(kRole, static_cast<int>(role));
    recolour(label);
}

void typeOver(QLineEdit* edit, const QString& text) {
    if (edit->text() != text) {
        edit->selectAll();
        edit->insert(text);
    }
}

}  // namespace mirrorscope::ui::settings
