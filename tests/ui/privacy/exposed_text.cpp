// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/privacy/exposed_text.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QWidget>
#include <array>

#include "ui/text/byte_view.h"

namespace mirrorscope::test {
namespace {

/// Takes the text of what is painted and nothing else.
class TextEngine final : public QPaintEngine {
public:
    TextEngine() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawPath(const QPainterPath&) override {}
    void drawTextItem(const QPointF&, const QTextItem& item) override { text += item.text(); }
    Type type() const override { return User; }

    QString text;
};

class TextDevice final : public QPaintDevice {
public:
    explicit TextDevice(const QSize& size) : m_size(size) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }
    QString text() const { return m_engine.text; }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
            case PdmWidth:
                return m_size.width();
            case PdmHeight:
                return m_size.height();
            case PdmDepth:
                return 32;
            case PdmDpiX:
            case PdmDpiY:
            case PdmPhysicalDpiX:
            case PdmPhysicalDpiY:
                return 96;
            case PdmDevicePixelRatio:
                return 1;
            case PdmDevicePixelRatioScaled:
                return static_cast<int>(QPaintDevice::devicePixelRatioFScale());
            default:
                return 100;
        }
    }

private:
    QSize m_size;
    mutable TextEngine m_engine;
};

void addCells(const QAbstractItemModel& model, const QModelIndex& parent, QString& text) {
    constexpr std::array kRoles{Qt::DisplayRole,
                                Qt::ToolTipRole,
                                Qt::StatusTipRole,
                                Qt::WhatsThisRole,
                                Qt::EditRole,
                                Qt::AccessibleTextRole,
                                Qt::AccessibleDescriptionRole};
    constexpr int kOwnRoles = 40;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : kRoles) {
                text += index.data(role).toString() + u'\n';
            }
            for (int role = Qt::UserRole; role < Qt::UserRole + kOwnRoles; ++role) {
                const QVariant value = index.data(role);
                text += value.typeId() == QMetaType::QByteArray ? QString::fromLatin1(value.toByteArray())
                                                                : value.toString();
                text += u'\n';
            }
        }
        addCells(model, model.index(row, 0, parent), text);
    }
}

void addBytes(ui::text::ByteView& view, QString& text) {
    for (std::size_t row = 0; row < view.rows().count(); ++row) {
        text += view.rows().shown(row).text;
    }
    const ui::text::ByteRange before = view.selection();
    view.selectAll();
    text += u'\n' + view.selectedText() + u'\n';
    view.setSelection(before);
}

void addWidget(QWidget& widget, QString& text) {
    text +=
        widget.toolTip() + u'\n' + widget.accessibleName() + u'\n' + widget.accessibleDescription() + u'\n';
    if (const auto* label = qobject_cast<QLabel*>(&widget)) {
        text += label->text();
    } else if (const auto* button = qobject_cast<QAbstractButton*>(&widget)) {
        text += button->text();
    } else if (const auto* line = qobject_cast<QLineEdit*>(&widget)) {
        text += line->text();
    } else if (const auto* view = qobject_cast<QAbstractItemView*>(&widget);
               view != nullptr && view->model()) {
        addCells(*view->model(), {}, text);
    } else if (auto* bytes = qobject_cast<ui::text::ByteView*>(&widget)) {
        addBytes(*bytes, text);
    }
    if (QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&widget)) {
        for (const auto part : {QAccessible::Name, QAccessible::Description, QAccessible::Value}) {
            text += u'\n' + interface->text(part);
        }
    }
    text += u'\n';
}

}  // namespace

QString paintedText(QWidget& widget) {
    TextDevice device(widget.size());
    widget.render(&device);
    return device.text();
}

QString exposedText(QWidget& widget) {
    QString text;
    addWidget(widget, text);
    for (QWidget* one : widget.findChildren<QWidget*>()) {
        addWidget(*one, text);
    }
    return text + paintedText(widget);
}

}  // namespace mirrorscope::test
