// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focus_order.h"

#include <QWidget>

namespace mirrorscope::ui::shell {

QList<QWidget*> focusableIn(QWidget& part) {
    QList<QWidget*> found;
    QWidget* widget = &part;
    do {
        const bool isInside = widget == &part || part.isAncestorOf(widget);
        if (isInside && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr) {
            found += widget;
        }
        widget = widget->nextInFocusChain();
    } while (widget != &part);
    return found;
}

void orderFocus(const QList<QWidget*>& parts) {
    QWidget* before = nullptr;
    for (QWidget* part : parts) {
        for (QWidget* widget : focusableIn(*part)) {
            if (before != nullptr) {
                QWidget::setTabOrder(before, widget);
            }
            before = widget;
        }
    }
}

}  // namespace mirrorscope::ui::shell
