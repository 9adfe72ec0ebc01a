// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <optional>
#include <set>

#include "ui/charts/rate_data.h"
#include "ui/charts/series_look.h"

/// Internal: includes qcustomplot.h.
namespace mirrorscope::ui::charts {

/// Bars of all series on each other, as plain rectangles on whole pixels: no pen, no antialiasing, which is
/// what makes textured bars as cheap as plain ones. Owned by its plot.
class StackedSteps final : public QCPAbstractPlottable {
    Q_OBJECT

public:
    StackedSteps(QCPAxis* keyAxis, QCPAxis* valueAxis);

    /// Must outlive the replots; not owned.
    void setData(const RateData* data, const std::set<traffic::SourceId>* hidden);
    /// By the key of a series; sources unless told otherwise.
    void setLooks(LookOf looks) { m_lookOf = std::move(looks); }
    /// Outside of it bars are dimmed by lightness.
    void setChosen(std::optional<TimeSpan> chosen) { m_chosen = chosen; }
    /// The series drawn at a point of the plot.
    std::optional<traffic::SourceId> sourceAt(QPointF point) const;

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain inSignDomain) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain inSignDomain,
                           const QCPRange& inKeyRange) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    /// Pixels of a bucket, left to before right.
    struct Column {
        std::size_t bucket = 0;
        int left = 0;
        int right = 0;
        bool dimmed = false;
        bool counting = false;
    };
    using Rects = QVector<QRect>;

    std::vector<Column> columns() const;
    void drawSeries(QCPPainter& painter, const std::vector<Column>& columns, const RateSeries& series,
                    std::vector<double>& below) const;
    void drawRefused(QCPPainter& painter, const std::vector<Column>& columns,
                     const std::vector<double>& below) const;
    void drawGaps(QCPPainter& painter, const std::vector<Column>& columns) const;
    int pixelOf(double value) const;
    QRect rectOf(const Column& column, double from, double until) const;

    const RateData* m_data = nullptr;
    const std::set<traffic::SourceId>* m_hidden = nullptr;
    std::optional<TimeSpan> m_chosen;
    LookOf m_lookOf = sourceSeries;
};

}  // namespace mirrorscope::ui::charts
