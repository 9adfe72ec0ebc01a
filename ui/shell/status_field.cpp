// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_field.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/shell/icon_label.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {

StatusField::StatusField(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_icon(new IconLabel(theme::Icon::Ok, theme::Role::Text, this)),
      m_text(new text::PlainLabel(this)) {
    setObjectName(name);
    m_text->setObjectName(name + QStringLiteral(".text"));
    m_text->setFont(theme::tabular(theme::font(theme::TextStyle::Small)));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    layout->setSpacing(theme::kBetween - 2);
    layout->addWidget(m_icon);
    layout->addWidget(m_text);
    m_icon->hide();
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &StatusField::recolour);
}

void StatusField::set(const Content& content) {
    m_icon->setVisible(content.icon.has_value());
    if (content.icon) {
        m_icon->setIcon(*content.icon, content.role);
    }
    // A healthy icon may be green, its words stay calm.
    const theme::Role textRole = content.role == theme::Role::Ok ? theme::Role::Text : content.role;
    if (m_text->text() != content.text) {
        m_text->setText(content.text);
    }
    setAccessibleName(content.spoken.isEmpty() ? content.text : content.spoken);
    setToolTip(content.spoken.toHtmlEscaped());
    if (textRole != m_role) {
        m_role = textRole;
        recolour();
    }
}

QString StatusField::text() const {
    return m_text->text();
}

void StatusField::recolour() {
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, theme::color(m_role));
    m_text->setPalette(palette);
}

void StatusField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(width() - 1, theme::kInside + 1, 1, height() - 2 * theme::kInside - 2,
                     theme::color(theme::Role::Line));
}

}  // namespace mirrorscope::ui::shell
