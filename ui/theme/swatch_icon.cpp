// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/swatch_icon.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace mirrorscope::ui::theme {
namespace {

class SwatchEngine final : public QIconEngine {
public:
    explicit SwatchEngine(const SourceLook& look) : m_look(look) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
        // One pixel of air: a swatch is lighter than a drawing of the same size.
        paintSwatch(*painter, rect.adjusted(1, 1, -1, -1), m_look);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SwatchEngine(m_look); }

private:
    SourceLook m_look;
};

}  // namespace

QIcon swatchIcon(const SourceLook& look) {
    return QIcon(new SwatchEngine(look));
}

}  // namespace mirrorscope::ui::theme
