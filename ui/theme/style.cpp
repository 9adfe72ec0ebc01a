// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include <QPainter>
#include <QStyleOptionComplex>
#include <QWidget>

#include "ui/theme/bar_painting.h"
#include "ui/theme/control_painting.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {
namespace {

constexpr int kControlHeight = 28;  // buttons and fields; a bar of 40 leaves 6 above and below
constexpr int kTabPadding = 22;
constexpr int kMenuArrow = 14;  // beside the text of a button that opens a menu
constexpr int kScrollBarWidth = 14;
constexpr int kSplitterWidth = 5;  // grabbed easily, drawn as one line

void paintComboBox(QPainter& painter, const QStyle& style, const QStyleOptionComboBox& combo,
                   const QWidget* widget) {
    if (combo.frame) {
        combo.editable ? paintField(painter, combo) : paintPushButton(painter, combo, false);
    }
    QStyleOption arrow(combo);
    arrow.rect = style.subControlRect(QStyle::CC_ComboBox, &combo, QStyle::SC_ComboBoxArrow, widget);
    paintArrow(painter, arrow, Qt::DownArrow);
}

bool opensMenu(const QStyleOptionToolButton& tool) {
    return tool.features.testFlag(QStyleOptionToolButton::HasMenu) &&
           !tool.features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

/// Fusion squeezes the arrow into a corner; here it stands after the text.
void paintMenuButton(QPainter& painter, const QStyle& style, const QStyleOptionToolButton& tool,
                     const QWidget* widget) {
    paintToolButton(painter, tool);
    QStyleOptionToolButton label(tool);
    label.features.setFlag(QStyleOptionToolButton::HasMenu, false);
    label.rect.adjust(0, 0, -kMenuArrow, 0);
    style.drawControl(QStyle::CE_ToolButtonLabel, &label, &painter, widget);
    QStyleOption arrow(tool);
    arrow.rect =
        QRect(tool.rect.right() - kMenuArrow - kInside, tool.rect.top(), kMenuArrow, tool.rect.height());
    paintArrow(painter, arrow, Qt::DownArrow);
}

void paintSpinBox(QPainter& painter, const QStyle& style, const QStyleOptionSpinBox& spin,
                  const QWidget* widget) {
    if (spin.frame) {
        paintField(painter, spin);
    }
    if (spin.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    using Enabled = QAbstractSpinBox::StepEnabledFlag;
    const auto arrow = [&](QStyle::SubControl part, Qt::ArrowType direction, Enabled step) {
        QStyleOption option(spin);
        option.rect = style.subControlRect(QStyle::CC_SpinBox, &spin, part, widget);
        option.state.setFlag(QStyle::State_Enabled,
                             spin.state.testFlag(QStyle::State_Enabled) && spin.stepEnabled.testFlag(step));
        paintArrow(painter, option, direction);
    };
    arrow(QStyle::SC_SpinBoxUp, Qt::UpArrow, QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, Qt::DownArrow, QAbstractSpinBox::StepDownEnabled);
}

}  // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_FocusFrameHMargin:
            return kInside;  // cell padding of every item view
        case PM_HeaderMargin:
            return kInside + 1;  // as the text of cells, which Qt moves in by one more
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
        case PM_ToolBarIconSize:
        case PM_ListViewIconSize:
        case PM_TabBarIconSize:
            return kIcon;
        case PM_ScrollBarExtent:
            return kScrollBarWidth;
        case PM_SplitterWidth:
            return kSplitterWidth;
        case PM_TabBarTabHSpace:
            return kTabPadding;
        case PM_TabBarBaseHeight:
        case PM_TabBarBaseOverlap:
        case PM_TabBarTabShiftVertical:
        case PM_TabBarTabShiftHorizontal:
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
        case PM_ButtonDefaultIndicator:
            return 0;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* answer) const {
    switch (hint) {
        case SH_Widget_Animation_Duration:
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
        case SH_ComboBox_Popup:
        case SH_DialogButtonBox_ButtonsHaveIcons:
        case SH_ItemView_PaintAlternatingRowColorsForEmptyArea:
            return 0;
        case SH_ItemView_ShowDecorationSelected:
            return 1;
        default:
            return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
        case CT_PushButton:
            size.rwidth() += kBetween;
            return size.expandedTo(QSize(kTouch, kControlHeight));
        case CT_LineEdit:
        case CT_ComboBox:
        case CT_SpinBox:
            return size.expandedTo(QSize(kTouch, kControlHeight));
        case CT_ToolButton:
            // Text needs air at its sides; an icon alone stays square.
            if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
                tool != nullptr && !tool->text.isEmpty() && tool->toolButtonStyle != Qt::ToolButtonIconOnly) {
                // Beside an icon it stands at the left: all of the air would part it from its arrow.
                const bool isLeft = tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon &&
                                    !tool->icon.isNull() &&
                                    tool->features.testFlag(QStyleOptionToolButton::HasMenu);
                size.rwidth() += isLeft ? kInside : kBarSide;
                if (opensMenu(*tool)) {
                    size.rwidth() += kMenuArrow;
                }
            }
            return size.expandedTo(QSize(kTouch, kControlHeight));
        default:
            return size;
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    switch (element) {
        case PE_FrameFocusRect:
            if (option->state.testFlag(State_KeyboardFocusChange)) {
                paintFocusRing(*painter, option->rect);
            }
            return;
        case PE_PanelButtonCommand:
            return paintPushButton(*painter, *option, isPrimary(*option, widget));
        case PE_PanelButtonTool:
            return paintToolButton(*painter, *option);
        case PE_PanelLineEdit:
        case PE_FrameLineEdit:
            if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
                frame != nullptr && frame->lineWidth > 0) {
                paintField(*painter, *option);
            }
            return;
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck:
            return paintCheckBox(*painter, *option);
        case PE_IndicatorRadioButton:
            return paintRadioButton(*painter, *option);
        case PE_IndicatorArrowDown:
            return paintArrow(*painter, *option, Qt::DownArrow);
        case PE_IndicatorArrowUp:
            return paintArrow(*painter, *option, Qt::UpArrow);
        case PE_IndicatorArrowLeft:
            return paintArrow(*painter, *option, Qt::LeftArrow);
        case PE_IndicatorArrowRight:
            return paintArrow(*painter, *option, Qt::RightArrow);
        case PE_IndicatorBranch:
            if (option->state.testFlag(State_Children)) {
                paintArrow(*painter, *option,
                           option->state.testFlag(State_Open) ? Qt::DownArrow : Qt::RightArrow);
            }
            return;
        case PE_Frame:
        case PE_FrameTabWidget:
            return paintFrame(*painter, *option);
        default:
            return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    switch (element) {
        case CE_PushButtonLabel:
            if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
                button != nullptr && isPrimary(*button, widget)) {
                QStyleOptionButton onAccent = *button;
                onAccent.palette.setColor(QPalette::Active, QPalette::ButtonText, color(Role::OnAccent));
                onAccent.palette.setColor(QPalette::Inactive, QPalette::ButtonText, color(Role::OnAccent));
                return QProxyStyle::drawControl(element, &onAccent, painter, widget);
            }
            break;
        case CE_HeaderSection:
        case CE_HeaderEmptyArea:
            return paintHeaderSection(*painter, *option);
        case CE_TabBarTabShape:
            if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
                return paintTab(*painter, *tab);
            }
            break;
        case CE_DockWidgetTitle:
            if (const auto* title = qstyleoption_cast<const QStyleOptionDockWidget*>(option)) {
                return paintDockTitle(*painter, *title);
            }
            break;
        case CE_ProgressBarGroove:
            return paintProgressGroove(*painter, *option);
        case CE_ProgressBarContents:
            if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
                return paintProgressContents(*painter, *bar);
            }
            break;
        case CE_Splitter:
            return paintSplitter(*painter, *option);
        default:
            break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        control == CC_ComboBox && combo) {
        return paintComboBox(*painter, *this, *combo, widget);
    }
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        control == CC_SpinBox && spin) {
        return paintSpinBox(*painter, *this, *spin, widget);
    }
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        control == CC_ToolButton && tool && opensMenu(*tool) && !tool->text.isEmpty()) {
        return paintMenuButton(*painter, *this, *tool, widget);
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        control == CC_ScrollBar && bar) {
        return paintScrollBar(*painter, *bar, subControlRect(control, bar, SC_ScrollBarSlider, widget));
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

}  // namespace mirrorscope::ui::theme
