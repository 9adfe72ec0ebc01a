// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/table_columns.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QTableView>
#include <algorithm>

#include "ui/requests/pinned_header.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr int kRest = static_cast<int>(RequestColumn::Path);
constexpr int kHeaderWidth = 160;  // px, of a header as a column
constexpr int kSecond = 1000;      // ms

}  // namespace

TableColumns::TableColumns(QTableView& view, PinnedHeader& header, RequestsModel& model)
    : QObject(&view), m_view(view), m_model(model), m_header(header) {
    // Only what is in view: there may be millions.
    m_header.setResizeContentsPrecision(0);
    m_header.setMinimumSectionSize(ColumnLayout::kLeastWidth);
    m_everySecond.setInterval(kSecond);
    connect(&m_everySecond, &QTimer::timeout, this, &TableColumns::updateTimes);
    connect(&m_header, &QHeaderView::sectionResized, this, [this](int section) {
        if (section != kRest) {
            settleRest();
            emit changed();
        }
    });
    // After the view has done the same without an end.
    connect(&m_header, &QHeaderView::sectionHandleDoubleClicked, this, &TableColumns::fit);
    connect(&m_header, &QHeaderView::sectionMoved, this, [this] {
        settlePins();
        emit changed();
    });
    view.viewport()->installEventFilter(this);
    reset();
}

void TableColumns::reset() {
    m_pinned.clear();
    while (m_model.columnCount() > kRequestColumns) {
        m_model.removeHeaderColumn(m_model.columnCount() - 1);
    }
    for (const RequestColumnInfo& info : requestColumns()) {
        const int section = static_cast<int>(info.column);
        m_header.setSectionResizeMode(section,
                                      info.takesRest ? QHeaderView::Stretch : QHeaderView::Interactive);
        m_header.resizeSection(section, info.width);
        m_header.setSectionHidden(section, !info.shownAtFirst);
        m_header.moveSection(m_header.visualIndex(section), section);
    }
    settlePins();
    setTimeMode(TimeMode::Window);
}

void TableColumns::setShown(const QString& name, bool shown) {
    const int section = m_model.columnByName(name);
    if (section < 0) {
        return;
    }
    if (section >= kRequestColumns) {
        if (!shown) {
            m_pinned.remove(name);
            m_model.removeHeaderColumn(section);
        }
    } else {
        m_header.setSectionHidden(section, !shown);
    }
    settlePins();
    settleRest();
    emit changed();
}

bool TableColumns::isShown(const QString& name) const {
    const int section = m_model.columnByName(name);
    return section >= 0 && !m_header.isSectionHidden(section);
}

bool TableColumns::mayPin(int section) const {
    return section >= 0 && section != kRest && m_pinned.size() < ColumnLayout::kMostPinned;
}

bool TableColumns::setPinned(const QString& name, bool pinned) {
    if (pinned == isPinned(name)) {
        return true;
    }
    if (pinned && !mayPin(m_model.columnByName(name))) {
        return false;
    }
    if (pinned) {
        // Behind those that are, as they were pinned.
        m_header.moveSection(m_header.visualIndex(m_model.columnByName(name)), m_header.pinnedCount());
        m_pinned.insert(name);
    } else {
        m_pinned.remove(name);
    }
    settlePins();
    emit changed();
    return true;
}

/// Pinned columns stand before all others, whatever was dragged where; each keeps its place among its kind.
void TableColumns::settlePins() {
    if (m_isSettlingPins) {
        return;
    }
    const QScopedValueRollback guard(m_isSettlingPins, true);
    int pinned = 0;
    for (int visual = 0; visual < m_header.count(); ++visual) {
        if (isPinned(m_model.columnName(m_header.logicalIndex(visual)))) {
            m_header.moveSection(visual, pinned++);
        }
    }
    m_header.setPinnedCount(pinned);
    m_view.viewport()->update();
}

bool TableColumns::addHeader(const QString& name) {
    if (!m_model.addHeaderColumn(name)) {
        return false;
    }
    m_header.resizeSection(m_model.columnCount() - 1, kHeaderWidth);
    settleRest();
    emit changed();
    return true;
}

void TableColumns::setTimeMode(TimeMode mode) {
    m_model.setTimeMode(mode);
    if (mode == TimeMode::Relative) {
        m_everySecond.start();
    } else {
        m_everySecond.stop();
    }
    emit changed();
}

void TableColumns::toggleTimeReference(int row) {
    const TimeReference& reference = m_model.timeReference();
    if (m_model.timeMode() == TimeMode::Reference && m_model.idAt(row) == reference.request) {
        setTimeMode(reference.before);
    } else if (m_model.setTimeReference(row)) {
        setTimeMode(TimeMode::Reference);
    }
}

void TableColumns::updateTimes() {
    const int section = static_cast<int>(RequestColumn::Time);
    if (m_view.isVisible() && !m_header.isSectionHidden(section)) {
        m_view.viewport()->update(m_header.shownPosition(section), 0, m_header.sectionSize(section),
                                  m_view.viewport()->height());
    }
}

void TableColumns::fit(int section) {
    if (m_header.sectionResizeMode(section) == QHeaderView::Stretch) {
        return;
    }
    m_view.resizeColumnToContents(section);
    m_header.resizeSection(section,
                           std::clamp(m_header.sectionSize(section), ColumnLayout::kLeastWidth, kMostFitted));
}

void TableColumns::fitAll() {
    for (const int section : shownSections()) {
        fit(section);
    }
}

std::vector<int> TableColumns::shownSections() const {
    std::vector<int> sections;
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int section = m_header.logicalIndex(visual);
        if (!m_header.isSectionHidden(section)) {
            sections.push_back(section);
        }
    }
    return sections;
}

ColumnLayout TableColumns::layout() const {
    ColumnLayout layout;
    layout.timeMode =
        m_model.timeMode() == TimeMode::Reference ? m_model.timeReference().before : m_model.timeMode();
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int section = m_header.logicalIndex(visual);
        const bool isHidden = m_header.isSectionHidden(section);
        const bool isFixed = section < kRequestColumns;
        // A hidden section has no size.
        const int width = !isHidden ? m_header.sectionSize(section)
                          : isFixed ? requestColumnInfo(section).width
                                    : kHeaderWidth;
        const QString name = m_model.columnName(section);
        layout.columns.push_back({name, width, !isHidden, isPinned(name)});
    }
    return layout;
}

void TableColumns::apply(const ColumnLayout& layout) {
    reset();
    for (const RequestColumnInfo& info : requestColumns()) {
        m_header.setSectionHidden(static_cast<int>(info.column), !info.takesRest);
    }
    int visual = 0;
    for (const ColumnLayout::Column& column : layout.columns) {
        if (const auto header = headerOfColumn(column.name); header && column.shown) {
            m_model.addHeaderColumn(*header);
        }
        const int section = m_model.columnByName(column.name);
        if (section < 0) {
            continue;
        }
        m_header.moveSection(m_header.visualIndex(section), visual++);
        m_header.setSectionHidden(section, !column.shown && section != kRest);
        m_header.resizeSection(section, column.width);
        if (column.pinned && mayPin(section)) {
            m_pinned.insert(m_model.columnName(section));
        }
    }
    settlePins();
    settleRest();
    setTimeMode(layout.timeMode == TimeMode::Reference ? TimeMode::Window : layout.timeMode);
}

void TableColumns::settleRest() {
    if (m_isSettling) {
        return;
    }
    const QScopedValueRollback guard(m_isSettling, true);
    int others = 0;
    for (const int section : shownSections()) {
        others += section == kRest ? 0 : m_header.sectionSize(section);
    }
    const bool isRoom = m_view.viewport()->width() - others >= kLeastRest;
    const bool isStretched = m_header.sectionResizeMode(kRest) == QHeaderView::Stretch;
    if (isRoom && !isStretched) {
        m_header.setSectionResizeMode(kRest, QHeaderView::Stretch);
    } else if (!isRoom && isStretched) {
        m_header.setSectionResizeMode(kRest, QHeaderView::Interactive);
        m_header.resizeSection(kRest, requestColumnInfo(kRest).width);
    }
}

bool TableColumns::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        settleRest();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::requests
