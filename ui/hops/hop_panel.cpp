// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/hop_panel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QTableView>

#include "ui/hops/hop_picture.h"
#include "ui/text/table_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::hops {
namespace {

constexpr int kWhatWidth = 150;
constexpr int kValueWidth = 220;

QString lookWord(HopValue::Look look, HopData::Story story) {
    switch (look) {
        case HopValue::Look::Claim:
            return HopPanel::tr("Anyone can write this");
        case HopValue::Look::Wrong:
            return HopPanel::tr("Wrong");
        case HopValue::Look::Right:
            return story == HopData::Story::Received ? HopPanel::tr("The client, written by your proxies")
                                                     : HopPanel::tr("Right");
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

void addLine(QStandardItemModel& model, const QString& title, const HopLine& line, HopData::Story story) {
    for (const HopValue& value : line.values) {
        addRow(model, title, value.text, lookWord(value.look, story));
    }
    if (!line.note.isEmpty()) {
        addRow(model, title, line.note, {});
    }
}

}  // namespace

HopPanel::HopPanel(const QString& name, QWidget* parent)
    : QStackedWidget(parent),
      m_picture(new HopPicture(name, this)),
      m_table(new QTableView(this)),
      m_rows(new QStandardItemModel(this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->setObjectName(name + QStringLiteral(".table"));
    m_table->setAccessibleName(tr("Way of the request, as a table"));
    m_table->setItemDelegate(new theme::CellDelegate(m_table));
    theme::dressTable(*m_table, theme::kRowHeight);
    m_table->setModel(m_rows);
    m_table->horizontalHeader()->setStretchLastSection(true);
    addWidget(m_picture);
    addWidget(m_table);
    m_picture->installEventFilter(this);
    m_table->installEventFilter(this);
}

void HopPanel::setData(const HopData& picture) {
    m_picture->setData(picture);
    updateGeometry();
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels({tr("What"), tr("Value"), tr("Who")});
    for (const HopStation& station : picture.stations) {
        addRow(*m_rows, station.name, station.address, placeWord(station.place));
    }
    if (picture.story == HopData::Story::Received) {
        addLine(*m_rows, picture.header, picture.now, picture.story);
    } else {
        addLine(*m_rows, tr("Now"), picture.now, picture.story);
        addLine(*m_rows, tr("After the change"), picture.after, picture.story);
    }
    m_table->horizontalHeader()->resizeSection(0, kWhatWidth);
    m_table->horizontalHeader()->resizeSection(1, kValueWidth);
}

QSize HopPanel::sizeHint() const {
    return m_picture->sizeHint();
}

QSize HopPanel::minimumSizeHint() const {
    return m_picture->minimumSizeHint();
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
            text::copyTable(*m_rows);
            return true;
        }
    }
    return QStackedWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::hops
