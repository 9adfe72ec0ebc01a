// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the selected rows of the requests table: their menu, copying, marks.
#include <QMenu>
#include <QPointer>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "core/api/decision_service.h"
#include "ui/requests/cell_menu.h"
#include "ui/requests/mark_menu.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/row_copy.h"
#include "ui/requests/table_columns.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr int kMostMarked = static_cast<int>(api::DecisionService::kMostRequests);

}  // namespace

void RequestsView::openCellMenu(const QModelIndex& index, const QPoint& position) {
    QMenu* menu = cellMenu(index, this, [this](const query::Node& condition, bool exclude) {
        emit conditionRequested(condition, exclude);
    });
    // The copies stand together at the end.
    QAction* copyOne = menu->actions().last();
    menu->removeAction(copyOne);
    addMarkMenu(*menu, m_model->markOf(m_model->idAt(index.row())),
                [this](traffic::Mark mark) { markRows(mark); });
    addKnownMenu(*menu, index.row());
    menu->addActions(m_rowActions);
    const bool isReference = m_model->timeMode() == TimeMode::Reference &&
                             m_model->timeReference().request == m_model->idAt(index.row());
    QAction* measure = menu->addAction(
        isReference ? tr("Stop measuring times from this row") : tr("Measure times from this row"), this,
        [this, row = QPersistentModelIndex(index)] {
            if (row.isValid()) {
                m_columns->toggleTimeReference(row.row());
            }
        });
    measure->setObjectName(QStringLiteral("requests.measure"));
    QAction* around =
        menu->addAction(tr("What the client did around it"), this,
                        [this, id = m_model->idAt(index.row())] { emit clientAroundRequested(id); });
    around->setObjectName(QStringLiteral("requests.clientAround"));
    menu->addSeparator();
    menu->addAction(copyOne);
    const int count = selectedCount();
    const QString number = text::countText(static_cast<std::uint64_t>(count));
    QAction* copy = menu->addAction(count == 1 ? tr("Copy row") : tr("Copy %1 rows").arg(number),
                                    QKeySequence(QKeySequence::Copy), this, [this] { copyRows(false); });
    copy->setObjectName(QStringLiteral("requests.copyRows"));
    menu->addAction(count == 1 ? tr("Copy row with titles") : tr("Copy %1 rows with titles").arg(number),
                    this, [this] { copyRows(true); });
    menu->popup(position);
}

void RequestsView::addKnownMenu(QMenu& menu, int row) {
    const auto shown = m_model->rowAt(row);
    const auto condition = m_model->knownConditionOf(row);
    if (shown && condition) {
        const QString name = m_model->knownNamesOf(*shown).constFirst();
        const QString label = QString(name).replace(u'&', QStringLiteral("&&"));
        menu.addAction(tr("Show only known as “%1”").arg(label), this,
                       [this, condition] { emit conditionRequested(*condition, false); })
            ->setObjectName(QStringLiteral("requests.onlyKnown"));
        menu.addAction(tr("Exclude known as “%1”").arg(label), this,
                       [this, condition] { emit conditionRequested(*condition, true); })
            ->setObjectName(QStringLiteral("requests.excludeKnown"));
    }
    QAction* known = menu.addAction(tr("Known source…"), this, [this, shown] {
        if (shown) {
            emit knownSourceWanted(shown->id, shown->context.client);
        }
    });
    known->setObjectName(QStringLiteral("requests.known"));
    known->setEnabled(shown != nullptr);
}

std::vector<traffic::RequestId> RequestsView::selectedRequests(int most) const {
    QItemSelection selection = selectionModel()->selection();
    std::ranges::sort(selection, {}, &QItemSelectionRange::top);
    std::vector<traffic::RequestId> ids;
    for (const QItemSelectionRange& range : selection) {
        for (int row = range.top(); row <= range.bottom() && static_cast<int>(ids.size()) < most; ++row) {
            ids.push_back(m_model->idAt(row));
        }
    }
    return ids;
}

int RequestsView::selectedCount() const {
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        count += range.height();
    }
    return count;
}

void RequestsView::copyRows(bool withTitles) {
    CopyOrder order;
    order.ids = selectedRequests(RowCopy::kMostRows);
    if (order.ids.empty()) {
        return;
    }
    order.withTitles = withTitles;
    order.knownOf = [model = QPointer(m_model)](const traffic::RequestRow& row) {
        return model ? model->knownNamesOf(row).join(QStringLiteral(", ")) : QString();
    };
    order.ruleOf = [model = QPointer(m_model)](const traffic::RequestRow& row) {
        return model ? model->ruleNameOf(row) : QString();
    };
    order.zone = zoneOf(m_model->timeMode(), m_model->timeZone());
    for (const int section : m_columns->shownSections()) {
        CopyOrder::Column column;
        if (section < kRequestColumns) {
            const RequestColumnInfo& info = requestColumnInfo(section);
            column.column = info.column;
            column.title = requestColumnTitle(info, text::zoneText(order.zone, base::wallNow()));
        } else {
            column.header = headerOfColumn(m_model->columnName(section))->toStdString();
            column.title = QString::fromStdString(column.header);
        }
        order.columns.push_back(std::move(column));
    }
    m_copy->copy(std::move(order));
    tellCut(tr("The first %1 of %2 rows are copied"), RowCopy::kMostRows);
}

void RequestsView::togglePicked() {
    const QModelIndex current = currentIndex();
    if (!current.isValid()) {
        return;
    }
    // The row with the keyboard is selected already: the first time, it only stays so.
    if (std::exchange(m_isPicking, true) || !selectionModel()->isSelected(current)) {
        selectionModel()->select(current, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
    }
}

void RequestsView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    emit rowsSelected();
}

void RequestsView::markRows(traffic::Mark mark) {
    const auto requests = selectedRequests(kMostMarked);
    if (!requests.empty()) {
        emit markRequested(requests, mark);
        tellCut(tr("The first %1 of %2 rows are marked"), kMostMarked);
    }
}

void RequestsView::tellCut(const QString& sentence, int most) {
    if (const int all = selectedCount(); all > most) {
        QToolTip::showText(
            viewport()->mapToGlobal(QPoint(0, 0)),
            text::plainToolTip(sentence.arg(text::countText(static_cast<std::uint64_t>(most)),
                                            text::countText(static_cast<std::uint64_t>(all)))));
    }
}

}  // namespace mirrorscope::ui::requests
