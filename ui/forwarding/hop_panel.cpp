// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/hop_panel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QTableView>

#include "ui/forwarding/hop_picture.h"
#include "ui/forwarding/table_look.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kWhatWidth = 150;
constexpr int kValueWidth = 220;

QString lookWord(HopValue::Look look) {
    switch (look) {
        case HopValue::Look::Claim:
            return HopPanel::tr("Anyone can write this");
        case HopValue::Look::Wrong:
            return HopPanel::tr("Wrong");
        case HopValue::Look::Right:
            return HopPanel::tr("Right");
        case HopValue::Look::Plain:
            break;
    }
    return HopPanel::tr("Written by your proxies");
}

QString placeWord(HopStation::Place place) {
    switch (place) {
        case HopStation::Place::Client:
            return HopPanel::tr("Anyone");
        case HopStation::Place::Balancer:
        case HopStation::Place::Proxy:
            return HopPanel::tr("Yours");
        case HopStation::Place::Listener:
            break;
    }
    return HopPanel::tr("This program");
}

void addRow(QStandardItemModel& model, const QString& what, const QString& value, const QString& kind) {
    model.appendRow({new QStandardItem(what), new QStandardItem(value), new QStandardItem(kind)});
}

void addLine(QStandardItemModel& model, const QString& title, const HopLine& line) {
    for (const HopValue& value : line.values) {
        addRow(model, title, value.text, lookWord(value.look));
    }
    if (!line.note.isEmpty()) {
        addRow(model, title, line.note, {});
    }
}

}  // namespace

HopPanel::HopPanel(QWidget* parent)
    : QStackedWidget(parent),
      m_picture(new HopPicture(this)),
      m_table(new QTableView(this)),
      m_rows(new QStandardItemModel(this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    dressTable(*m_table, QStringLiteral("finding.picture.table"), tr("Way of the request, as a table"),
               theme::kRowHeight);
    m_table->setModel(m_rows);
    m_table->horizontalHeader()->setStretchLastSection(true);
    addWidget(m_picture);
    addWidget(m_table);
    m_picture->installEventFilter(this);
    m_table->installEventFilter(this);
}

void HopPanel::setData(const HopData& picture) {
    m_picture->setData(picture);
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels({tr("What"), tr("Value"), tr("Who")});
    for (const HopStation& station : picture.stations) {
        addRow(*m_rows, station.name, station.address, placeWord(station.place));
    }
    addLine(*m_rows, tr("Now"), picture.now);
    addLine(*m_rows, tr("After the change"), picture.after);
    m_table->horizontalHeader()->resizeSection(0, kWhatWidth);
    m_table->horizontalHeader()->resizeSection(1, kValueWidth);
}

bool HopPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_T && key->modifiers() == Qt::NoModifier) {
            setCurrentIndex(1 - currentIndex());
            currentWidget()->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (watched == m_table && key->matches(QKeySequence::Copy)) {
            copyTable(*m_rows);
            return true;
        }
    }
    return QStackedWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::forwarding
