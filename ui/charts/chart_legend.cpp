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

/// Shared by series (a swatch, checkable) and what is only explained: the line, the refused.
class LegendItem final : public QAbstractButton {
public:
    enum class Sample { Series, Line, Refused };

    LegendItem(Sample sample, const QString& name, traffic::SourceId source, QWidget* parent)
        : QAbstractButton(parent), m_sample(sample), m_source(source) {
        const bool isSeries = sample == Sample::Series;
        setText(name);
        setCheckable(isSeries);
        setFocusPolicy(isSeries ? Qt::TabFocus : Qt::NoFocus);
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
        if (m_sample == Sample::Series && event->button() == Qt::LeftButton) {
            soloed();
        }
    }

    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        const bool shown = !isCheckable() || isChecked();
        paintSample(painter, shown);
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
        const int sample = m_sample == Sample::Line ? kLineSample : theme::kSwatch;
        return theme::kInside + sample + theme::kBetween + theme::kInside;
    }

    void paintSample(QPainter& painter, bool shown) const {
        const int middle = height() / 2;
        const QRect swatch(theme::kInside, middle - theme::kSwatch / 2, theme::kSwatch, theme::kSwatch);
        switch (m_sample) {
            case Sample::Series:
                paintSwatch(painter, swatch, shown);
                break;
            case Sample::Line:
                painter.fillRect(QRect(theme::kInside, middle - 1, kLineSample, 2), theme::color(Role::Text));
                break;
            case Sample::Refused:
                painter.fillRect(swatch, theme::color(Role::Critical));
                break;
        }
    }

    void paintSwatch(QPainter& painter, const QRect& rect, bool shown) const {
        const theme::SourceLook look = theme::SourceLooks::instance().look(m_source);
        if (shown) {
            theme::paintSwatch(painter, rect, look);
        } else {
            painter.setPen(theme::sourceBorder(look));
            painter.drawRect(rect.adjusted(0, 0, -1, -1));
        }
    }

    Sample m_sample;
    traffic::SourceId m_source;
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

void ChartLegend::setEntries(const std::vector<Entry>& entries, const Extras& extras) {
    // Live data comes twice a second: buttons that stay keep focus and pressed state.
    if (entries == m_entries && extras == m_extras) {
        return;
    }
    m_entries = entries;
    m_extras = extras;
    rebuild();
}

void ChartLegend::rebuild() {
    empty(*m_items);
    for (const Entry& entry : m_entries) {
        auto* item = new LegendItem(LegendItem::Sample::Series, entry.name, entry.source, this);
        item->setObjectName(QStringLiteral("legend.%1").arg(entry.source));
        item->setChecked(!m_hidden.contains(entry.source));
        item->soloed = [this, source = entry.source] { solo(source); };
        connect(item, &QAbstractButton::clicked, this, [this, source = entry.source] { toggle(source); });
        m_items->addWidget(item);
    }
    const auto explain = [this](LegendItem::Sample sample, const QString& objectName, const QString& name) {
        if (!name.isEmpty()) {
            auto* item = new LegendItem(sample, name, 0, this);
            item->setObjectName(objectName);
            m_items->addWidget(item);
        }
    };
    explain(LegendItem::Sample::Refused, QStringLiteral("legend.refused"), m_extras.refused);
    explain(LegendItem::Sample::Line, QStringLiteral("legend.line"), m_extras.line);
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
