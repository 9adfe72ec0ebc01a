// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/text/plain_label.h"
#include "ui/theme/control_painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/source_look.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

constexpr int kHeight = 32;
constexpr int kLineSample = 16;  // width of the line's sample
constexpr int kLeastName = 3;    // characters that stay when it gets narrow

/// Shared by series (a swatch, checkable) and the line (a stroke, inert).
class LegendItem final : public QAbstractButton {
public:
    LegendItem(const QString& name, std::optional<traffic::SourceId> source, QWidget* parent)
        : QAbstractButton(parent), m_source(source) {
        setText(name);
        setCheckable(source.has_value());
        setFocusPolicy(source ? Qt::TabFocus : Qt::NoFocus);
        text::setPlainToolTip(this, name);
        setAccessibleName(name);
        setFont(theme::font(theme::TextStyle::Small));
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }

    std::function<void()> soloed;

    QSize sizeHint() const override {
        return {sampleWidth() + fontMetrics().horizontalAdvance(text()), theme::kTouch};
    }
    QSize minimumSizeHint() const override {
        return {sampleWidth() + kLeastName * fontMetrics().averageCharWidth(), theme::kTouch};
    }

protected:
    void mouseDoubleClickEvent(QMouseEvent* event) override {
        if (m_source && event->button() == Qt::LeftButton) {
            soloed();
        }
    }

    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        const bool shown = !isCheckable() || isChecked();
        const int middle = height() / 2;
        if (m_source) {
            const QRect swatch(theme::kInside, middle - theme::kSwatch / 2, theme::kSwatch, theme::kSwatch);
            paintSwatch(painter, swatch, shown);
        } else {
            painter.fillRect(QRect(theme::kInside, middle - 1, kLineSample, 2), theme::color(Role::Text));
        }
        QFont font = painter.font();
        font.setStrikeOut(!shown);
        painter.setFont(font);
        painter.setPen(theme::color(shown ? Role::Text : Role::Text2));
        const QRect name = rect().adjusted(sampleWidth() - theme::kInside, 0, 0, 0);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, name.width()));
        if (hasFocus()) {
            theme::paintFocusRing(painter, rect());
        }
    }

private:
    int sampleWidth() const {
        return theme::kInside + (m_source ? theme::kSwatch : kLineSample) + theme::kBetween + theme::kInside;
    }

    void paintSwatch(QPainter& painter, const QRect& rect, bool shown) const {
        const theme::SourceLook look = theme::SourceLooks::instance().look(*m_source);
        if (shown) {
            theme::paintSwatch(painter, rect, look);
        } else {
            painter.setPen(theme::sourceBorder(look));
            painter.drawRect(rect.adjusted(0, 0, -1, -1));
        }
    }

    std::optional<traffic::SourceId> m_source;
};

void empty(QHBoxLayout& layout) {
    while (QLayoutItem* item = layout.takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
}

}  // namespace

ChartLegend::ChartLegend(QWidget* parent) : QWidget(parent) {
    setFixedHeight(kHeight);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    row->setSpacing(theme::kBetween);
    auto* title = new text::PlainLabel(this);
    title->setElided(text::Kind::Sentence);
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    title->setFont(strong);
    title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_title = title;
    row->addWidget(title);
    m_items = new QHBoxLayout;
    m_items->setSpacing(theme::kInside);
    row->addLayout(m_items);
    row->addStretch(1);
    m_controls = new QHBoxLayout;
    row->addLayout(m_controls);
    const auto repaint = [this] { rebuild(); };
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, repaint);
    connect(&theme::SourceLooks::instance(), &theme::SourceLooks::changed, this, repaint);
}

void ChartLegend::setTitle(const QString& title) {
    static_cast<text::PlainLabel*>(m_title)->setText(title);
}

QString ChartLegend::title() const {
    return static_cast<text::PlainLabel*>(m_title)->text();
}

void ChartLegend::addControl(QWidget* control) {
    m_controls->addWidget(control);
}

void ChartLegend::setEntries(const std::vector<Entry>& entries, const QString& lineName) {
    // Live data comes twice a second: buttons that stay keep focus and pressed state.
    if (entries == m_entries && lineName == m_lineName) {
        return;
    }
    m_entries = entries;
    m_lineName = lineName;
    rebuild();
}

void ChartLegend::rebuild() {
    empty(*m_items);
    for (const Entry& entry : m_entries) {
        auto* item = new LegendItem(entry.name, entry.source, this);
        item->setObjectName(QStringLiteral("legend.%1").arg(entry.source));
        item->setChecked(!m_hidden.contains(entry.source));
        item->soloed = [this, source = entry.source] { solo(source); };
        connect(item, &QAbstractButton::clicked, this, [this, source = entry.source] { toggle(source); });
        m_items->addWidget(item);
    }
    if (!m_lineName.isEmpty()) {
        m_items->addWidget(new LegendItem(m_lineName, std::nullopt, this));
    }
}

void ChartLegend::toggle(traffic::SourceId source) {
    if (m_hidden.erase(source) == 0) {
        m_hidden.insert(source);
    }
    emit hiddenChanged();
}

void ChartLegend::solo(traffic::SourceId source) {
    // The first click of the pair has toggled `source`: if nobody else is seen, it was alone before.
    const bool wasAlone = std::ranges::all_of(m_entries, [&](const Entry& entry) {
        return entry.source == source || m_hidden.contains(entry.source);
    });
    m_hidden.clear();
    for (const Entry& entry : m_entries) {
        if (!wasAlone && entry.source != source) {
            m_hidden.insert(entry.source);
        }
    }
    for (const Entry& entry : m_entries) {
        auto* item = findChild<QAbstractButton*>(QStringLiteral("legend.%1").arg(entry.source));
        item->setChecked(!m_hidden.contains(entry.source));
    }
    emit hiddenChanged();
}

}  // namespace mirrorscope::ui::charts
