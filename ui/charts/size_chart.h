// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/charts/chart.h"
#include "ui/charts/hover_card.h"
#include "ui/charts/size_data.h"

namespace mirrorscope::ui::charts {

/// Requests by the size of their body: bars on a logarithmic axis of bytes and one of counts, and the size
/// where bodies end, in words. Dragging chooses sizes that lie side by side. ← → Home End move the cursor,
/// with Shift they choose more, Enter shows only these sizes, T asks for the data table. UI thread.
class SizeChart final : public Chart {
    Q_OBJECT

public:
    explicit SizeChart(QWidget* parent = nullptr);

    void setData(SizeData data);
    const SizeData& data() const { return m_data; }

    QString title() const override { return m_data.title; }
    ChartLegend& legend() const override { return *m_legend; }
    ChartTable table() const override { return sizeTable(m_data); }
    void paintPicture(QPaintDevice& device) const override;

    /// Of the bars, in pixels of the widget.
    QRect plotArea() const;
    QRect barOf(std::size_t bin) const;
    std::optional<std::size_t> cursor() const { return m_cursor; }

    /// Bars side by side, both ends are meant.
    struct Bins {
        std::size_t first = 0;
        std::size_t last = 0;
        bool operator==(const Bins&) const = default;
    };
    /// From where the choosing began to the cursor.
    std::optional<Bins> chosen() const;

signals:
    /// Bars were clicked or dragged over: show only these sizes (both ends are meant); with Ctrl: exclude
    /// them.
    void sizesClicked(quint64 from, quint64 until, bool exclude);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void paint(QPainter& painter) const;
    void paintLevels(QPainter& painter, const QRect& area) const;
    void paintBars(QPainter& painter) const;
    void paintSizes(QPainter& painter, const QRect& area) const;
    void paintCliff(QPainter& painter, const QRect& area) const;
    void paintChosen(QPainter& painter, const QRect& area) const;
    int decades() const;
    int yOf(double requests) const;
    double xOf(double place) const;
    std::optional<std::size_t> binAt(QPoint point) const;
    std::size_t nearestBin(int x) const;
    HoverBox boxOf(const Bins& bins) const;
    bool moveCursor(int key);
    void choose(const Bins& bins, Qt::KeyboardModifiers modifiers);
    void forget();
    void describe();

    ChartLegend* m_legend;
    SizeData m_data;
    std::optional<std::size_t> m_cursor;
    std::optional<std::size_t> m_anchor;   // where choosing began, by Shift or by the mouse
    std::optional<std::size_t> m_pressed;  // the bar under the pressed mouse
    HoverGuide m_hover;
};

}  // namespace mirrorscope::ui::charts
