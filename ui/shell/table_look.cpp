// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/table_look.h"

#include <QStackedWidget>

#include "ui/attacks/attacks_model.h"
#include "ui/attacks/group_button.h"
#include "ui/filter/filter_state.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/search_state.h"
#include "ui/requests/table_columns.h"
#include "ui/text/number_text.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kCountMilliseconds = 250;  // UI.md section 7: counts at most 4 times a second

/// Those of the requests that make room in a narrow window.
QStringList narrowColumns() {
    return {QStringLiteral("body"), QStringLiteral("score")};
}

}  // namespace

TableLook::TableLook(filter::FilterState& filter, QObject* parent) : QObject(parent), m_filter(filter) {
    m_count.setSingleShot(true);
    m_count.setInterval(kCountMilliseconds);
    connect(&m_count, &QTimer::timeout, this, [this] { emit counted(countText()); });
}

void TableLook::setParts(const Parts& parts) {
    m_parts = parts;
    requests::RequestsModel* model = m_parts.requests->requestsModel();
    connect(&m_filter, &filter::FilterState::changed, this, &TableLook::changed);
    connect(&m_filter, &filter::FilterState::timePinnedChanged, this, &TableLook::changed);
    connect(m_parts.grouping, &attacks::GroupButton::groupingChanged, this, &TableLook::changed);
    connect(&m_parts.requests->columns(), &requests::TableColumns::changed, this, &TableLook::changed);
    connect(model, &requests::RequestsModel::sortStateChanged, this, &TableLook::changed);
    const auto countSoon = [this] {
        if (!m_count.isActive()) {
            m_count.start();
        }
    };
    connect(m_parts.pages, &QStackedWidget::currentChanged, this, countSoon);
    connect(m_parts.attacks, &attacks::AttacksModel::countsChanged, this, countSoon);
    connect(model, &requests::RequestsModel::searchStateChanged, this, countSoon);
    connect(model, &requests::RequestsModel::sortStateChanged, this, countSoon);
    connect(model, &requests::RequestsModel::rowsInserted, this, countSoon);
    connect(model, &requests::RequestsModel::modelReset, this, countSoon);
}

views::ViewLook TableLook::look() const {
    return {static_cast<views::Table>(m_parts.pages->currentIndex()),
            QString::fromStdString(m_filter.filter().text()), m_parts.grouping->grouping(), columns(),
            sort()};
}

void TableLook::applyView(const views::ViewLook& look) {
    const views::ViewLook now = this->look();
    requests::RequestsModel& model = *m_parts.requests->requestsModel();
    const bool isOtherOrder = look.sort != now.sort;
    if (isOtherOrder) {
        model.toArrivalOrder();  // else the rows would be sorted twice
    }
    if (look.filter != now.filter) {
        // A step like any other, so that the filter of before comes back with Alt+Left. What is typed and
        // cannot be read stays where only the table changes.
        m_filter.setText(look.filter);
    }
    if (look.grouping != now.grouping) {
        setGrouping(look.grouping);
    }
    if (views::comparable(look.columns) != views::comparable(now.columns)) {
        applyColumns(look.columns);
    }
    if (isOtherOrder && look.sort.column) {
        model.sortBy({*look.sort.column, look.sort.descending});
    }
    m_parts.pages->setCurrentIndex(static_cast<int>(look.table));
    m_count.start();
}

QString TableLook::filterInForce(const QString& filter) const {
    return m_filter.inForce(filter);
}

void TableLook::setGrouping(const attacks::Grouping& grouping) {
    m_parts.grouping->setGrouping(grouping);
    m_parts.attacks->setGrouping(grouping);
}

void TableLook::applyColumns(const requests::ColumnLayout& layout) {
    m_parts.requests->columns().apply(layout);
    m_hidden.clear();
    if (m_narrow) {
        hideNarrow();
    }
}

void TableLook::setNarrow(bool narrow) {
    if (narrow == m_narrow) {
        return;
    }
    m_narrow = narrow;
    if (narrow) {
        hideNarrow();
    } else {
        for (const QString& column : std::exchange(m_hidden, {})) {
            m_parts.requests->columns().setShown(column, true);
        }
    }
}

void TableLook::hideNarrow() {
    requests::TableColumns& columns = m_parts.requests->columns();
    for (const QString& column : narrowColumns()) {
        if (columns.isShown(column)) {
            m_hidden += column;
            columns.setShown(column, false);
        }
    }
}

requests::ColumnLayout TableLook::columns() const {
    requests::ColumnLayout layout = m_parts.requests->columns().layout();
    for (auto& column : layout.columns) {
        column.shown = column.shown || m_hidden.contains(column.name);
    }
    return layout;
}

views::ViewSort TableLook::sort() const {
    const requests::RequestsModel& model = *m_parts.requests->requestsModel();
    const requests::SortState state = model.sortState();
    if (state.phase == requests::SortState::Phase::Running) {
        return {state.choice.column, state.choice.descending};
    }
    const auto choice = model.sortChoice();
    return choice ? views::ViewSort{choice->column, choice->descending} : views::ViewSort{};
}

QString TableLook::countText() const {
    if (m_parts.pages->currentIndex() == static_cast<int>(views::Table::Attacks)) {
        return text::countText(static_cast<std::uint64_t>(m_parts.attacks->attackCount()));
    }
    const requests::RequestsModel& model = *m_parts.requests->requestsModel();
    if (const requests::SortState sorted = model.sortState();
        sorted.phase == requests::SortState::Phase::Sorted) {
        return text::countText(sorted.found);
    }
    const requests::SearchState search = model.searchState();
    switch (search.phase) {
        case requests::SearchState::Phase::None:
            return text::countText(static_cast<std::uint64_t>(model.rowCount()));
        case requests::SearchState::Phase::Finished:
            return text::countText(search.found);
        default:
            return {};  // so far, or not all
    }
}

}  // namespace mirrorscope::ui::shell
