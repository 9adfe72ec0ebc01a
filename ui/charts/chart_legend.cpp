// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
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
    enum class Sample { Series, Line, Refused, Earlier };

    LegendItem(Sample sample, const QString& name, const SeriesLook& look, QWidget* parent)
        : QAbstractButton(parent), m_sample(sample), m_look(look) {
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
        paint(painter);
        if (hasFocus()) {
            theme::paintFocusRing(painter, rect());
        }
    }

public:
    /// Without the focus.
    void paint(QPainter& painter) const {
        const bool shown = !isCheckable() || isChecked();
        paintSample(painter, shown);
        QFont font = this->font();
        font.setStrikeOut(!shown);
        painter.setFont(font);
        painter.setPen(theme::color(shown ? Role::Text : Role::Text2));
        const QRect name = rect().adjusted(sampleWidth() - theme::kInside, 0, 0, 0);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, name.width()));
    }

private:
    int sampleWidth() const {
        const bool isLine = m_sample == Sample::Line || m_sample == Sample::Earlier;
        const int sample = isLine ? kLineSample : theme::kSwatch;
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
            case Sample::Earlier:
                painter.fillRect(QRect(theme::kInside, middle, kLineSample, 1), theme::color(Role::Text2));
                break;
            case Sample::Refused:
                painter.fillRect(swatch, theme::color(Role::Critical));
                break;
        }
    }

    void paintSwatch(QPainter& painter, const QRect& rect, bool shown) const {
        if (shown) {
            charts::paintSwatch(painter, rect, m_look);
        } else {
            painter.setPen(seriesBorder(m_look));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rect.adjusted(0, 0, -1, -1));
        }
    }

    Sample m_sample;
    SeriesLook m_look;
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
    auto* note = new text::PlainLabel(this);
    note->setElided(text::Kind::Sentence);
    note->setFont(theme::font(theme::TextStyle::Small));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    note->hide();
    m_note = note;
    row->addWidget(note);
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

void ChartLegend::setTitle(const QString& title, const QString& note) {
    static_cast<text::PlainLabel*>(m_title)->setText(title);
    static_cast<text::PlainLabel*>(m_note)->setText(note);
    m_note->setVisible(!note.isEmpty());
    fitTitle();
}

/// Names of series give way before the title does.
void ChartLegend::fitTitle() {
    constexpr int kMostShare = 3;  // a third of the line
    m_title->setMinimumWidth(std::min(m_title->sizeHint().width(), width() / kMostShare));
}

void ChartLegend::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitTitle();
}

void ChartLegend::setEntriesBelow() {
    auto* first = static_cast<QHBoxLayout*>(layout());
    first->removeItem(m_items);
    auto* lines = new QVBoxLayout;
    // The only layout of a widget cannot be changed: its content moves into a new one.
    auto* title = new QHBoxLayout;
    title->setSpacing(theme::kBetween);
    while (QLayoutItem* item = first->takeAt(0)) {
        item->layout() != nullptr ? title->addLayout(item->layout()) : title->addItem(item);
    }
    auto* entries = new QHBoxLayout;
    entries->addLayout(m_items);
    entries->addStretch(1);
    lines->setSpacing(0);
    lines->addLayout(title, 1);
    lines->addLayout(entries);
    first->addLayout(lines);
    setFixedHeight(kHeight + theme::kTouch);
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
        auto* item = new LegendItem(LegendItem::Sample::Series, entry.name, m_lookOf(entry.source), this);
        item->setObjectName(QStringLiteral("legend.%1").arg(entry.source));
        item->setChecked(!m_hidden.contains(entry.source));
        item->soloed = [this, source = entry.source] { solo(source); };
        connect(item, &QAbstractButton::clicked, this, [this, source = entry.source] { toggle(source); });
        m_items->addWidget(item);
    }
    const auto explain = [this](LegendItem::Sample sample, const QString& objectName, const QString& name) {
        if (!name.isEmpty()) {
            auto* item = new LegendItem(sample, name, {}, this);
            item->setObjectName(objectName);
            m_items->addWidget(item);
        }
    };
    explain(LegendItem::Sample::Refused, QStringLiteral("legend.refused"), m_extras.refused);
    explain(LegendItem::Sample::Earlier, QStringLiteral("legend.earlier"), m_extras.earlier);
    explain(LegendItem::Sample::Line, QStringLiteral("legend.line"), m_extras.line);
}

void ChartLegend::paint(QPainter& painter) const {
    painter.save();
    painter.setFont(m_title->font());
    painter.setPen(theme::color(Role::Text));
    painter.drawText(m_title->geometry(), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(title(), Qt::ElideRight, m_title->width()));
    if (!m_note->isHidden()) {
        painter.setFont(m_note->font());
        painter.setPen(theme::color(Role::Text2));
        painter.drawText(m_note->geometry(), Qt::AlignLeft | Qt::AlignVCenter,
                         static_cast<const text::PlainLabel*>(m_note)->text());
    }
    for (int i = 0; i < m_items->count(); ++i) {
        const auto* item = static_cast<const LegendItem*>(m_items->itemAt(i)->widget());
        painter.save();
        painter.translate(item->pos());
        item->paint(painter);
        painter.restore();
    }
    painter.restore();
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
