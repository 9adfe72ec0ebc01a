// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/size_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_legend.h"
#include "ui/text/elide.h"
#include "ui/text/number_text.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/control_painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

constexpr QMargins kMargins{44, 16, 12, 42};  // labels; two lines below: sizes and words
constexpr double kBelowOne = 0.4;             // of a decade, so that a single request has a bar
constexpr int kLeastBar = 2;                  // pixels of it
constexpr int kLabelSpace = 10;               // between size labels

QString levelText(int decade) {
    constexpr int kThousand = 3;
    constexpr int kMillion = 6;
    const auto value = static_cast<qint64>(std::llround(std::pow(10, decade % kThousand)));
    const QString number = QString::number(value);
    return decade >= kMillion    ? number + QStringLiteral(" M")
           : decade >= kThousand ? number + QStringLiteral(" k")
                                 : number;
}

}  // namespace

SizeChart::SizeChart(QWidget* parent) : Chart(parent), m_legend(new ChartLegend(this)) {
    setAccessibleName(tr("Body sizes"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_legend);
    column->addStretch(1);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { update(); });
    describe();
}

void SizeChart::setData(SizeData data) {
    m_data = trimmed(std::move(data));
    for (auto* place : {&m_cursor, &m_anchor, &m_pressed}) {
        if (*place && **place >= m_data.bins.size()) {
            place->reset();
        }
    }
    m_legend->setTitle(m_data.title, m_data.note);
    describe();
    update();
    emit tableChanged();
}

void SizeChart::describe() {
    QString words = m_data.title;
    if (m_data.requests() == 0) {
        words += QStringLiteral(", ") + tr("no requests");
    } else {
        const auto most = std::ranges::max_element(m_data.bins, {}, &SizeBin::requests);
        words += QStringLiteral(", ") + tr("most with %1 or less: %2 of %3")
                                            .arg(text::exactBytesText(most->until),
                                                 text::countText(most->requests),
                                                 text::countText(m_data.requests()));
    }
    const QString below = m_data.cliff ? m_data.cliff->words : m_data.calm;
    words += below.isEmpty() ? QString() : QStringLiteral(", ") + below;
    setAccessibleDescription(words);
    const auto bins = chosen();
    text::setAccessibleSummary(this, bins ? spoken(boxOf(*bins)) : words);
}

QRect SizeChart::plotArea() const {
    return QRect(0, m_legend->height(), width(), height() - m_legend->height()).marginsRemoved(kMargins);
}

int SizeChart::decades() const {
    const auto highest = static_cast<double>(m_data.highest());
    return std::max(1, static_cast<int>(std::ceil(std::log10(std::max(1.0, highest)) + 0.05)));
}

int SizeChart::yOf(double requests) const {
    const QRect area = plotArea();
    const double share = (std::log10(std::max(requests, 1e-9)) + kBelowOne) / (decades() + kBelowOne);
    return area.bottom() + 1 - qRound(std::clamp(share, 0.0, 1.0) * area.height());
}

double SizeChart::xOf(double place) const {
    const QRect area = plotArea();
    return area.left() + area.width() * place / std::max<double>(1, static_cast<double>(m_data.bins.size()));
}

QRect SizeChart::barOf(std::size_t bin) const {
    const QRect area = plotArea();
    const int left = qRound(xOf(static_cast<double>(bin)));
    const int right = qRound(xOf(static_cast<double>(bin) + 1)) - 1;
    const int top =
        std::min(yOf(static_cast<double>(m_data.bins[bin].requests)), area.bottom() + 1 - kLeastBar);
    return {left, top, std::max(1, right - left), area.bottom() + 1 - top};
}

void SizeChart::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paint(painter);
    if (hasFocus() && m_cursor) {
        theme::paintFocusRing(painter, rect());
    }
}

void SizeChart::paintPicture(QPaintDevice& device) const {
    QPainter painter(&device);
    painter.fillRect(rect(), theme::color(Role::Base));
    m_legend->paint(painter);
    paint(painter);
}

void SizeChart::paint(QPainter& painter) const {
    const QRect area = plotArea();
    if (area.width() < 2 || area.height() < 2) {
        return;
    }
    painter.setFont(theme::tabular(theme::font(theme::TextStyle::Axis)));
    paintLevels(painter, area);
    paintBars(painter);
    painter.fillRect(QRect(area.left(), area.bottom() + 1, area.width(), 1), theme::color(Role::Line));
    paintSizes(painter, area);
    paintCliff(painter, area);
    paintChosen(painter, area);
}

void SizeChart::paintChosen(QPainter& painter, const QRect& area) const {
    const auto bins = chosen();
    if (!bins) {
        return;
    }
    painter.setBrush(Qt::NoBrush);
    if (bins->first == bins->last) {
        painter.setPen(theme::color(Role::Text));
        painter.drawRect(barOf(bins->first).adjusted(-1, -1, 0, 0));
        return;
    }
    const int left = barOf(bins->first).left();
    const int right = barOf(bins->last).right();
    for (const int x : {left - 1, right}) {
        painter.fillRect(QRect(x, area.top(), 2, area.height()), theme::color(Role::Accent));
    }
}

void SizeChart::paintLevels(QPainter& painter, const QRect& area) const {
    const int step = decades() > 3 ? 2 : 1;
    for (int decade = 0; decade <= decades(); decade += step) {
        const int y = yOf(std::pow(10, decade));
        painter.fillRect(QRect(area.left(), y, area.width(), 1), theme::color(Role::Grid));
        painter.setPen(theme::color(Role::Text2));
        const QRect label(0, y - painter.fontMetrics().height() / 2, kMargins.left() - theme::kInside,
                          painter.fontMetrics().height());
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, levelText(decade));
    }
}

void SizeChart::paintBars(QPainter& painter) const {
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_data.bins.size(); ++i) {
        if (m_data.bins[i].requests > 0) {
            painter.fillRect(barOf(i), seriesBrush(m_data.look));
        }
    }
}

void SizeChart::paintSizes(QPainter& painter, const QRect& area) const {
    painter.setPen(theme::color(Role::Text2));
    int free = 0;
    for (std::size_t i = 0; i < m_data.bins.size(); ++i) {
        // 0, 1 B, 16 B, 256 B, 4 KiB …: at the right edge of their bin, the 0 in its middle.
        if (i != 0 && (i - 1) % 4 != 0) {
            continue;
        }
        const QString text = i == 0 ? QStringLiteral("0") : text::exactBytesText(m_data.bins[i].until);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        const double place = i == 0 ? 0.5 : static_cast<double>(i) + 1;
        QRect label(qRound(xOf(place)) - width / 2, area.bottom() + 1 + theme::kInside, width,
                    painter.fontMetrics().height());
        label.moveRight(std::min(label.right(), this->width() - theme::kInside));
        if (label.left() >= free) {
            painter.drawText(label, Qt::AlignCenter, text);
            free = label.right() + kLabelSpace;
        }
    }
}

void SizeChart::paintCliff(QPainter& painter, const QRect& area) const {
    QFont strong = painter.font();
    strong.setWeight(theme::kStrongWeight);
    const int line = painter.fontMetrics().height();
    const QRect below(theme::kBarSide, area.bottom() + 1 + theme::kInside + line + 2,
                      width() - 2 * theme::kBarSide, line);
    if (!m_data.cliff) {
        painter.setPen(theme::color(Role::Text2));
        painter.drawText(
            below, Qt::AlignRight | Qt::AlignVCenter,
            text::elided(m_data.calm, text::Kind::Sentence, painter.fontMetrics(), below.width()));
        return;
    }
    painter.setFont(strong);
    const int x = qRound(xOf(m_data.placeOf(m_data.cliff->above)));
    painter.setPen(QPen(theme::color(Role::Critical), 2, Qt::DashLine));
    painter.drawLine(x, area.top() - line, x, area.bottom());
    painter.setPen(theme::color(Role::Critical));
    const int width = painter.fontMetrics().horizontalAdvance(m_data.cliff->label);
    const bool atLeft = x - width - theme::kInside >= area.left();
    const QRect label(atLeft ? x - width - theme::kInside : x + theme::kInside, area.top() - line, width,
                      line);
    painter.fillRect(label, theme::color(Role::Base));
    painter.drawText(label, Qt::AlignCenter, m_data.cliff->label);
    painter.drawText(
        below, Qt::AlignRight | Qt::AlignVCenter,
        text::elided(m_data.cliff->words, text::Kind::Sentence, painter.fontMetrics(), below.width()));
}

std::optional<std::size_t> SizeChart::binAt(QPoint point) const {
    const QRect area = plotArea();
    if (!area.contains(point) || m_data.bins.empty()) {
        return std::nullopt;
    }
    const double place = (point.x() - area.left()) * static_cast<double>(m_data.bins.size()) / area.width();
    return std::min(static_cast<std::size_t>(place), m_data.bins.size() - 1);
}

/// A drag goes on beside the bars.
std::size_t SizeChart::nearestBin(int x) const {
    const QRect area = plotArea();
    return *binAt({std::clamp(x, area.left(), area.right()), area.center().y()});
}

std::optional<SizeChart::Bins> SizeChart::chosen() const {
    if (!m_cursor) {
        return std::nullopt;
    }
    const std::size_t anchor = m_anchor.value_or(*m_cursor);
    return Bins{std::min(*m_cursor, anchor), std::max(*m_cursor, anchor)};
}

HoverBox SizeChart::boxOf(const Bins& bins) const {
    SizeBin sum{m_data.bins[bins.last].until};
    for (std::size_t bin = bins.first; bin <= bins.last; ++bin) {
        sum.requests += m_data.bins[bin].requests;
        sum.notWhole += m_data.bins[bin].notWhole;
    }
    HoverBox box;
    box.title = bins.last == 0 ? tr("No body")
                               : tr("%1 to %2")
                                     .arg(text::exactBytesText(m_data.from(bins.first)),
                                          text::exactBytesText(sum.until));
    box.rows.push_back({m_data.look, tr("Requests"), text::countText(sum.requests)});
    box.rows.push_back({std::nullopt, tr("Share"), text::shareText(sum.requests, m_data.requests())});
    if (sum.notWhole > 0) {
        box.rows.push_back({std::nullopt, tr("Not whole"), text::countText(sum.notWhole)});
    }
    return box;
}

/// Nothing where there are no requests of these sizes.
void SizeChart::choose(const Bins& bins, Qt::KeyboardModifiers modifiers) {
    const auto first = m_data.bins.begin() + static_cast<std::ptrdiff_t>(bins.first);
    const auto end = m_data.bins.begin() + static_cast<std::ptrdiff_t>(bins.last) + 1;
    if (std::any_of(first, end, [](const SizeBin& bin) { return bin.requests > 0; })) {
        emit sizesClicked(m_data.from(bins.first), m_data.bins[bins.last].until,
                          modifiers.testFlag(Qt::ControlModifier));
    }
}

void SizeChart::forget() {
    m_cursor.reset();
    m_anchor.reset();
    m_pressed.reset();
    describe();
    update();
}

void SizeChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        forget();
        m_pressed = binAt(event->position().toPoint());
    }
}

void SizeChart::mouseMoveEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    if (m_pressed) {
        m_anchor = m_pressed;
        m_cursor = nearestBin(point.x());
        describe();
        update();
    }
    const auto bin = binAt(point);
    const auto bins = m_pressed ? chosen() : bin ? std::optional(Bins{*bin, *bin}) : std::nullopt;
    m_hover.show(*this, point, bins ? std::optional(boxOf(*bins)) : std::nullopt);
}

void SizeChart::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed || event->button() != Qt::LeftButton) {
        return;
    }
    const auto bins = chosen().value_or(Bins{*m_pressed, *m_pressed});
    forget();
    choose(bins, event->modifiers());
}

void SizeChart::leaveEvent(QEvent* event) {
    Chart::leaveEvent(event);
    m_hover.hide();
}

void SizeChart::hideEvent(QHideEvent* event) {
    Chart::hideEvent(event);
    m_hover.hide();
}

void SizeChart::focusOutEvent(QFocusEvent* event) {
    Chart::focusOutEvent(event);
    update();
}

bool SizeChart::moveCursor(int key) {
    if (m_data.bins.empty()) {
        return false;
    }
    const std::size_t last = m_data.bins.size() - 1;
    switch (key) {
        case Qt::Key_Left:
            m_cursor = m_cursor ? *m_cursor - std::min<std::size_t>(*m_cursor, 1) : last;
            return true;
        case Qt::Key_Right:
            m_cursor = m_cursor ? std::min(*m_cursor + 1, last) : 0;
            return true;
        case Qt::Key_Home:
            m_cursor = 0;
            return true;
        case Qt::Key_End:
            m_cursor = last;
            return true;
        default:
            return false;
    }
}

void SizeChart::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const auto before = m_cursor;
    if (moveCursor(key)) {
        if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
            m_anchor.reset();
        } else if (!m_anchor) {
            m_anchor = before;
        }
        describe();
        update();
    } else if (key == Qt::Key_T) {
        emit tableRequested();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_cursor) {
        choose(*chosen(), event->modifiers());
    } else if (key == Qt::Key_Escape && m_cursor) {
        forget();
    } else {
        Chart::keyPressEvent(event);
    }
}

}  // namespace mirrorscope::ui::charts
