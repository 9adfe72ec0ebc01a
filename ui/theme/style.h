// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace mirrorscope::ui::theme {

/// Fusion with flat controls: 3 px corners, 1 px lines, a 2 px accent ring on what has the keyboard, nothing
/// that moves, glows or casts a shadow. A button with the dynamic property "primary" = true is filled with
/// the accent.
class Style final : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* answer) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

/// The dynamic property of the one button a dialog or empty state wants pressed.
inline constexpr char kPrimaryProperty[] = "primary";

}  // namespace mirrorscope::ui::theme
