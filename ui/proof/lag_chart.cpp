// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/lag_chart.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <numeric>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/summary_accessible.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {
namespace {

using theme::Role;

constexpr int kHeight = 108;
constexpr int kLeastWidth = 160;
constexpr int kScaleHeight = 18;
/// So many words stand below the bars at most.
constexpr std::size_t kMostLabels = 4;

}  // namespace

LagChart::LagChart(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("proof.lags"));
    setAccessibleName(tr("Lag, all probes"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    setLags({});
}

void LagChart::setLags(const probe::LagHistogram& lags) {
    m_lags = lags;
    text::setAccessibleSummary(this, summary());
    update();
}

QSize LagChart::sizeHint() const {
    return {kLeastWidth, kHeight};
}

QSize LagChart::minimumSizeHint() const {
    return sizeHint();
}

std::size_t LagChart::bars() const {
    return m_lags.counts.size() + (m_lags.beyond > 0 ? 1 : 0);
}

std::size_t LagChart::countOf(std::size_t bin) const {
    return bin < m_lags.counts.size() ? m_lags.counts[bin] : m_lags.beyond;
}

QRect LagChart::area() const {
    return rect().adjusted(0, 0, 0, -kScaleHeight);
}

QRect LagChart::barOf(std::size_t bin) const {
    const std::size_t all = bars();
    if (bin >= all) {
        return {};
    }
    std::size_t most = 1;
    for (std::size_t i = 0; i < all; ++i) {
        most = std::max(most, countOf(i));
    }
    const QRect inside = area();
    const auto xOf = [&](std::size_t place) {
        return inside.left() +
               static_cast<int>(static_cast<double>(place) * inside.width() / static_cast<double>(all));
    };
    const double share = static_cast<double>(countOf(bin)) / static_cast<double>(most);
    // One copy is seen, whatever the others are.
    const int height = countOf(bin) == 0 ? 0 : std::max(2, static_cast<int>(share * inside.height()));
    return {xOf(bin), inside.bottom() + 1 - height, xOf(bin + 1) - xOf(bin) - 1, height};
}

QString LagChart::barText(std::size_t bin) const {
    const QString count = text::countText(countOf(bin));
    const auto from = m_lags.width * static_cast<std::int64_t>(bin);
    return bin < m_lags.counts.size()
               ? tr("%1 to %2: %3 copies").arg(text::lagText(from), text::lagText(from + m_lags.width), count)
               : tr("%1 and later: %2 copies").arg(text::lagText(from), count);
}

QString LagChart::summary() const {
    if (bars() == 0) {
        return tr("No lag is known");
    }
    std::size_t most = 0;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < bars(); ++i) {
        most = countOf(i) > countOf(most) ? i : most;
        sum += countOf(i);
    }
    return tr("%1 copies, most of them %2").arg(text::countText(sum), barText(most));
}

bool LagChart::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t bin = 0; bin < bars(); ++bin) {
        const QRect bar = barOf(bin);
        if (help->pos().x() >= bar.left() && help->pos().x() <= bar.right() + 1) {
            QToolTip::showText(help->globalPos(), text::plainToolTip(barText(bin)), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void LagChart::paintScale(QPainter& painter) const {
    const QRect inside = area();
    painter.fillRect(inside.left(), inside.bottom() + 1, inside.width(), 1, theme::color(Role::Line));
    painter.setFont(theme::font(theme::TextStyle::Axis));
    painter.setPen(theme::color(Role::Text2));
    const std::size_t all = bars();
    const std::size_t step = std::max<std::size_t>(1, (all + kMostLabels - 1) / kMostLabels);
    for (std::size_t bin = 0; bin < all; bin += step) {
        const int x = barOf(bin).left();
        const QString words =
            bin == 0 ? QStringLiteral("0") : text::lagText(m_lags.width * static_cast<std::int64_t>(bin));
        const int width = painter.fontMetrics().horizontalAdvance(words);
        if (x + width <= inside.right()) {
            painter.drawText(QRect(x, inside.bottom() + 2, width + 1, kScaleHeight - 2),
                             Qt::AlignLeft | Qt::AlignVCenter, words);
        }
    }
}

void LagChart::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    if (bars() == 0) {
        painter.setFont(theme::font(theme::TextStyle::Small));
        painter.setPen(theme::color(Role::Text2));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop, summary());
        return;
    }
    for (std::size_t bin = 0; bin < bars(); ++bin) {
        const bool isBeyond = bin >= m_lags.counts.size();
        painter.fillRect(barOf(bin), theme::color(isBeyond ? Role::High : Role::Text2));
    }
    paintScale(painter);
}

}  // namespace mirrorscope::ui::proof
