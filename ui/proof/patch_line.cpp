// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/patch_line.h"

#include <QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {

PatchLine::PatchLine(const QString& line, QWidget* parent) : PlainLabel(line, parent) {
    setFont(theme::font(theme::TextStyle::Mono));
    setMargin(theme::kInside);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("Add: %1").arg(line));
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void PatchLine::paintEvent(QPaintEvent* event) {
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme::color(theme::Role::Added));
    }
    PlainLabel::paintEvent(event);
}

}  // namespace mirrorscope::ui::proof
