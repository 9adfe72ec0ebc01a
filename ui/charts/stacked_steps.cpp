// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stacked_steps.h"

#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/source_look.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

constexpr double kDimmed = 0.35;     // share of the colour that stays outside of the chosen range
constexpr int kSpacedFrom = 4;       // pixels; narrower bars touch
constexpr int kGapTextPadding = 12;  // room for "Listener off" at both sides

}  // namespace

StackedSteps::StackedSteps(QCPAxis* keyAxis, QCPAxis* valueAxis) : QCPAbstractPlottable(keyAxis, valueAxis) {
    setAntialiased(false);
    setSelectable(QCP::stNone);
    removeFromLegend();
}

void StackedSteps::setData(const RateData* data, const std::set<traffic::SourceId>* hidden) {
    m_data = data;
    m_hidden = hidden;
}

int StackedSteps::pixelOf(double value) const {
    return static_cast<int>(std::lround(mValueAxis->coordToPixel(value)));
}

QRect StackedSteps::rectOf(const Column& column, double from, double until) const {
    const int top = pixelOf(until);
    return {column.left, top, column.right - column.left, pixelOf(from) - top};
}

std::vector<StackedSteps::Column> StackedSteps::columns() const {
    std::vector<Column> columns;
    if (m_data == nullptr || m_data->buckets() == 0) {
        return columns;
    }
    const QCPRange view = mKeyAxis->range();
    const std::size_t first = m_data->bucketAt(fromAxisSeconds(view.lower));
    const std::size_t last = m_data->bucketAt(fromAxisSeconds(view.upper));
    const auto pixel = [this](std::size_t bucket) {
        return static_cast<int>(std::lround(mKeyAxis->coordToPixel(axisSeconds(m_data->timeOf(bucket)))));
    };
    const int space =
        (pixel(last + 1) - pixel(first)) / static_cast<int>(last + 1 - first) >= kSpacedFrom ? 1 : 0;
    columns.reserve(last + 1 - first);
    for (std::size_t i = first; i <= last; ++i) {
        const bool dimmed = m_chosen && !m_chosen->contains(m_data->timeOf(i));
        const bool counting = m_data->lastIsCounting && i + 1 == m_data->buckets();
        const int left = pixel(i);
        columns.push_back({i, left, std::max(left + 1, pixel(i + 1) - space), dimmed, counting});
    }
    return columns;
}

void StackedSteps::draw(QCPPainter* painter) {
    const std::vector<Column> all = columns();
    painter->setPen(Qt::NoPen);
    std::vector<double> below(all.size(), 0);
    for (std::size_t i = 0; m_data != nullptr && i < m_data->series.size(); ++i) {
        if (!m_hidden->contains(m_data->series[i].source)) {
            drawSeries(*painter, all, m_data->series[i], below);
        }
    }
    drawRefused(*painter, all, below);
    drawGaps(*painter, all);
}

void StackedSteps::drawSeries(QCPPainter& painter, const std::vector<Column>& columns,
                              const RateSeries& series, std::vector<double>& below) const {
    Rects full;
    Rects dimmed;
    Rects counting;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double value = valueAt(series.values, columns[i].bucket);
        if (value <= 0 || m_data->isGap(columns[i].bucket)) {
            continue;
        }
        const QRect rect = rectOf(columns[i], below[i], below[i] + value);
        below[i] += value;
        (columns[i].counting ? counting : columns[i].dimmed ? dimmed : full).append(rect);
    }
    const auto fill = [&painter](const Rects& rects, const QBrush& brush) {
        painter.setBrush(brush);
        painter.drawRects(rects);
    };
    const SeriesLook look = m_lookOf(series.source);
    fill(full, seriesBrush(look));
    fill(dimmed, seriesBrush(look, kDimmed));
    const double strength = m_chosen && !dimmed.isEmpty() ? kDimmed : 1;
    fill(counting, theme::hatchBrush(theme::blend(seriesColor(look), theme::color(Role::Base), strength)));
}

void StackedSteps::drawRefused(QCPPainter& painter, const std::vector<Column>& columns,
                               const std::vector<double>& below) const {
    Rects rects;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double refused = m_data->refusedPerSecond(columns[i].bucket);
        if (refused > 0) {
            QRect rect = rectOf(columns[i], below[i], below[i] + refused);
            rect.setTop(std::min(rect.top(), rect.bottom() - 1));  // one refusal is seen too
            rects.append(rect);
        }
    }
    painter.setBrush(theme::color(Role::Critical));
    painter.drawRects(rects);
}

void StackedSteps::drawGaps(QCPPainter& painter, const std::vector<Column>& columns) const {
    const QString text = tr("Listener off");
    painter.setFont(theme::font(theme::TextStyle::Axis));
    const int textWidth = QFontMetrics(painter.font()).horizontalAdvance(text) + kGapTextPadding;
    const QRect area = mKeyAxis->axisRect()->rect();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!m_data->isGap(columns[i].bucket)) {
            continue;
        }
        const std::size_t first = i;
        while (i + 1 < columns.size() && m_data->isGap(columns[i + 1].bucket)) {
            ++i;
        }
        const QRect gap(QPoint(columns[first].left, area.top()), QPoint(columns[i].right, area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::hatchBrush(theme::color(Role::Line)));
        painter.drawRect(gap);
        if (gap.width() >= textWidth) {
            QRect label(0, 0, textWidth, QFontMetrics(painter.font()).height());
            label.moveCenter(gap.center());
            painter.fillRect(label, theme::color(Role::Base));
            painter.setPen(theme::color(Role::Text2));
            painter.drawText(label, Qt::AlignCenter, text);
        }
    }
}

std::optional<traffic::SourceId> StackedSteps::sourceAt(QPointF point) const {
    if (m_data == nullptr || m_data->buckets() == 0) {
        return std::nullopt;
    }
    const base::WallTime time = fromAxisSeconds(mKeyAxis->pixelToCoord(point.x()));
    if (!m_data->span().contains(time)) {
        return std::nullopt;
    }
    const double value = mValueAxis->pixelToCoord(point.y());
    const std::size_t bucket = m_data->bucketAt(time);
    double top = 0;
    for (const RateSeries& series : m_data->series) {
        top += m_hidden->contains(series.source) ? 0 : valueAt(series.values, bucket);
        if (value >= 0 && value < top) {
            return series.source;
        }
    }
    return std::nullopt;
}

double StackedSteps::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/,
                                QVariant* /*details*/) const {
    return -1;  // clicks are the chart's own
}

QCPRange StackedSteps::getKeyRange(bool& foundRange, QCP::SignDomain /*inSignDomain*/) const {
    foundRange = m_data != nullptr && m_data->buckets() > 0;
    return foundRange ? QCPRange(axisSeconds(m_data->span().from), axisSeconds(m_data->span().until))
                      : QCPRange();
}

QCPRange StackedSteps::getValueRange(bool& foundRange, QCP::SignDomain /*inSignDomain*/,
                                     const QCPRange& /*inKeyRange*/) const {
    double highest = 0;
    for (const Column& column : columns()) {
        highest = std::max(highest,
                           m_data->total(column.bucket, *m_hidden) + m_data->refusedPerSecond(column.bucket));
    }
    foundRange = m_data != nullptr;
    return {0, highest};
}

void StackedSteps::drawLegendIcon(QCPPainter* /*painter*/, const QRectF& /*rect*/) const {
    // The legend is a widget of its own: chart_legend.h.
}

}  // namespace mirrorscope::ui::charts
