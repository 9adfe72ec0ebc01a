// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/role_label.h"

#include <QFrame>

#include "ui/text/plain_label.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {
namespace {

constexpr char kRole[] = "label-role";

void recolour(QLabel* label) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText,
                     theme::color(static_cast<theme::Role>(label->property(kRole).toInt())));
    label->setPalette(palette);
}

}  // namespace

QLabel* makeLabel(const QString& text, theme::TextStyle style, theme::Role role, QWidget* parent) {
    auto* label = new PlainLabel(text, parent);
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

QLabel* makeGroupTitle(const QString& text, QWidget* parent) {
    QLabel* label = makeLabel(text, theme::TextStyle::Body, theme::Role::Text, parent);
    QFont strong = label->font();
    strong.setWeight(theme::kStrongWeight);
    label->setFont(strong);
    return label;
}

void setRole(QLabel* label, theme::Role role) {
    label->setProperty(kRole, static_cast<int>(role));
    recolour(label);
}

QFrame* makeRule(QWidget* parent, Qt::Orientation direction) {
    const bool isAcross = direction == Qt::Horizontal;
    auto* line = new QFrame(parent);
    line->setFrameShape(isAcross ? QFrame::HLine : QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    if (isAcross) {
        line->setFixedHeight(1);
    } else {
        line->setFixedWidth(1);
    }
    return line;
}

}  // namespace mirrorscope::ui::text
