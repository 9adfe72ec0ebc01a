// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <memory>
#include <optional>

#include "ui/charts/chart.h"
#include "ui/charts/hover_card.h"
#include "ui/charts/time_span.h"

class QCPPainter;
class QCustomPlot;
class QVBoxLayout;

namespace mirrorscope::ui::charts {

/// The frame of every chart over time: an axis of UTC time labelled in the chosen zone, brush, zoom, cursor,
/// theme, and the rule that live data draws at most twice a second. The only folder that knows QCustomPlot.
/// UI thread.
///
/// Drag chooses a range (handles move it), wheel zooms, Shift+drag pans, double click resets; ← → move the
/// cursor (with Shift: choose), Enter chooses its bucket, Esc clears, T asks for the data table.
class TimeChart : public Chart {
    Q_OBJECT

public:
    ~TimeChart() override;

    void setZone(const QTimeZone& zone);
    QTimeZone zone() const;

    /// The part of the time that is seen; follows the data's span until somebody zooms.
    TimeSpan view() const;
    void setView(TimeSpan view);
    void resetView();

    /// Set from outside (the filter): no signal.
    void setChosen(std::optional<TimeSpan> chosen);
    std::optional<TimeSpan> chosen() const;

    std::optional<base::WallTime> cursor() const;

    /// A thin line where the pointer is in another chart over the same time.
    void setCrosshair(std::optional<base::WallTime> at);

    /// The plot was drawn so often: a test's measure of the gate.
    int replots() const;
    /// Live data draws no sooner than this after the last time.
    static constexpr std::chrono::milliseconds kLeastBetweenReplots{500};

    /// Where the bars are, in pixels of this widget.
    QRect plotArea() const;
    double xOf(base::WallTime time) const;

signals:
    /// When the drag ends. Whole buckets.
    void rangeChosen(base::WallTime from, base::WallTime until);
    void rangeCleared();
    /// Zoomed or panned by the user; finer buckets may be wanted.
    void viewChanged(base::WallTime from, base::WallTime until);
    /// Where pointer or cursor is; unset: nowhere in the view.
    void pointedAt(std::optional<mirrorscope::base::WallTime> at);

protected:
    enum class When : std::uint8_t { Soon, Gated };

    explicit TimeChart(QWidget* parent);

    QCustomPlot& plot() const;
    QVBoxLayout& frame() const;  // a header goes in at 0

    void setSpan(TimeSpan span, std::chrono::microseconds bucket);
    void setMarkers(std::vector<std::pair<base::WallTime, QString>> markers);
    void requestReplot(When when);
    /// Bars, axes, marks and the chosen range, as they are seen.
    void paintPlot(QCPPainter& painter) const;

    /// Right before drawing: values, colours, levels.
    virtual void prepare() = 0;
    virtual std::optional<HoverBox> hoverAt(base::WallTime time) const = 0;
    /// For screen readers: what is seen, and what is under the cursor.
    virtual QString described() const = 0;
    /// In pixels of the plot.
    virtual void clicked(QPointF point, Qt::KeyboardModifiers modifiers) = 0;

    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace mirrorscope::ui::charts
