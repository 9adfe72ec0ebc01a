// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include <QPainter>
#include <algorithm>

#include "ui/text/number_text.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr double kFill = 0.25;  // share of the source's colour below the line
constexpr double kLineWidth = 1.25;

}  // namespace

void paintSparkline(QPainter& painter, const QRect& rect, const std::vector<double>& values,
                    const theme::SourceLook& look) {
    if (values.empty()) {
        return;
    }
    const double highest = std::max(*std::ranges::max_element(values), 1e-9);
    const QRectF area = QRectF(rect).adjusted(0, 1, 0, -1);
    const double step =
        values.size() > 1 ? area.width() / static_cast<double>(values.size() - 1) : area.width();
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        line.append({area.left() + static_cast<double>(i) * step,
                     area.bottom() - std::clamp(values[i] / highest, 0.0, 1.0) * area.height()});
    }
    QPolygonF fill = line;
    fill << area.bottomRight() << area.bottomLeft();
    const QColor color = theme::sourceColor(look);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::blend(color, theme::color(theme::Role::Base), kFill));
    painter.drawPolygon(fill);
    painter.setPen(QPen(color, kLineWidth));
    painter.drawPolyline(line);
    painter.restore();
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme::color(theme::Role::Line));
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Recent rate"));
    const auto repaint = [this] { update(); };
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, repaint);
    connect(&theme::SourceLooks::instance(), &theme::SourceLooks::changed, this, repaint);
}

void Sparkline::setValues(traffic::SourceId source, std::vector<double> values) {
    m_source = source;
    m_values = std::move(values);
    if (!m_values.empty()) {
        text::setAccessibleSummary(this, tr("now %1, highest %2")
                                             .arg(text::rateText(m_values.back()),
                                                  text::rateText(*std::ranges::max_element(m_values))));
    }
    update();
}

void Sparkline::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintSparkline(painter, rect(), m_values, theme::SourceLooks::instance().look(m_source));
}

}  // namespace mirrorscope::ui::charts
