// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/events_panel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <array>

#include "ui/shell/events_model.h"
#include "ui/shell/icon_label.h"
#include "ui/text/plain_label.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::shell {
namespace {

/// Of Time, What and Numbers; what to do takes the rest.
constexpr std::array kWidths{84, 420, 360};

}  // namespace

EventsPanel::EventsPanel(QWidget* parent)
    : QWidget(parent), m_model(new EventsModel(m_log, this)), m_table(new QTableView(this)) {
    setObjectName(QStringLiteral("events"));
    setAccessibleName(tr("What happened"));
    auto* title = new text::PlainLabel(tr("What happened"), this);
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    title->setFont(strong);
    auto* since = new text::PlainLabel(tr("since this window was opened, newest first"), this);
    setTextRole(since, theme::Role::Text2);
    auto* clear = new QPushButton(tr("Clear seen"), this);
    clear->setObjectName(QStringLiteral("events.clear"));
    connect(clear, &QPushButton::clicked, this, &EventsPanel::clear);

    m_table->setObjectName(QStringLiteral("events.table"));
    m_table->setAccessibleName(tr("What happened"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new theme::CellDelegate(m_table));
    theme::dressTable(*m_table, theme::kRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        header->resizeSection(static_cast<int>(i), kWidths[i]);
    }
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (index.column() == EventsModel::Action) {
            choose(index);
        }
    });
    connect(m_table, &QTableView::activated, this, &EventsPanel::choose);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    bar->setSpacing(theme::kBetween);
    bar->addWidget(title);
    bar->addWidget(since, 1);
    bar->addWidget(clear);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
}

void EventsPanel::noteStatus(const api::ServiceStatus& status, base::WallTime at) {
    if (m_log.noteStatus(status, at)) {
        m_model->refresh();
    }
}

void EventsPanel::noteSources(const std::vector<SourceState>& sources, base::WallTime at) {
    if (m_log.noteSources(sources, at)) {
        m_model->refresh();
    }
}

void EventsPanel::clear() {
    m_log.clear();
    m_model->refresh();
}

void EventsPanel::setTimeZone(const QTimeZone& zone) {
    m_model->setTimeZone(zone);
}

void EventsPanel::choose(const QModelIndex& index) {
    const Event* event = m_model->event(index);
    if (event != nullptr && event->action != EventAction::None) {
        emit actionChosen(Event(*event));
    }
}

}  // namespace mirrorscope::ui::shell
