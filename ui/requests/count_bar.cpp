// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/count_bar.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <utility>

#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr int kRefreshMilliseconds = 250;  // UI.md section 7: counts at most 4 times a second
constexpr int kProgressWidth = 200;
constexpr int kProgressSteps = 1000;

/// "1.6 of 5.0 M": both in the unit of the larger.
QString progressText(std::uint64_t searched, std::uint64_t total) {
    constexpr double kMillion = 1e6;
    const QLocale locale;
    if (total < 1'000'000) {
        return CountBar::tr("%1 of %2").arg(text::countText(searched), text::countText(total));
    }
    return CountBar::tr("%1 of %2 M")
        .arg(locale.toString(static_cast<double>(searched) / kMillion, 'f', 1),
             locale.toString(static_cast<double>(total) / kMillion, 'f', 1));
}

/// "Score ▾", without the zone of the time column.
QString sortedTitle(const SortChoice& choice) {
    const RequestColumnInfo& info = requestColumnInfo(static_cast<int>(choice.column));
    const QString title = requestColumnTitle(info, QString()).section(u',', 0, 0);
    return title + (choice.descending ? QStringLiteral(" ▾") : QStringLiteral(" ▴"));
}

}  // namespace

CountBar::CountBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("requests.count"));
    setAccessibleName(tr("Number of requests"));
    setFixedHeight(theme::kCountHeight);
    m_count = new text::PlainLabel(this);
    m_count->setObjectName(QStringLiteral("requests.count.found"));
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    m_count->setFont(strong);
    m_progressText = new text::PlainLabel(this);
    m_progressText->setObjectName(QStringLiteral("requests.count.searched"));
    m_progressText->setForegroundRole(QPalette::PlaceholderText);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("requests.count.progress"));
    m_progress->setAccessibleName(tr("Progress of the search"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(kProgressWidth, theme::kBetween);
    m_progress->setRange(0, kProgressSteps);
    m_stop = new QPushButton(this);
    m_stop->setObjectName(QStringLiteral("requests.count.stop"));
    m_stop->setFlat(true);
    m_hint = new text::PlainLabel(this);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_pill = new QPushButton(theme::icon(theme::Icon::Down, theme::Role::OnAccent), QString(), this);
    m_pill->setObjectName(QStringLiteral("requests.count.new"));
    m_pill->setProperty("primary", true);
    m_pill->setFixedHeight(theme::kCountHeight - theme::kInside);
    m_pill->hide();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    layout->setSpacing(theme::kBetween);
    for (QWidget* widget : {static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_progressText),
                            static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_stop)}) {
        layout->addWidget(widget, 0, Qt::AlignVCenter);
    }
    layout->addStretch();
    layout->addWidget(m_hint);
    layout->addWidget(m_pill);

    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isBehind, false)) {
            refresh();
            m_timer.start();
        }
    });
}

void CountBar::setView(RequestsView* view) {
    m_view = view;
    RequestsModel* model = view->requestsModel();
    // The first change is seen at once, those that follow it four times a second.
    const auto later = [this] {
        if (m_timer.isActive()) {
            m_isBehind = true;
            return;
        }
        refresh();
        m_timer.start();
    };
    connect(model, &RequestsModel::searchStateChanged, this, later);
    connect(model, &RequestsModel::rowsInserted, this, later);
    connect(model, &RequestsModel::modelReset, this, &CountBar::refresh);
    connect(model, &RequestsModel::sortStateChanged, this, &CountBar::refresh);
    connect(view, &RequestsView::newRowsChanged, this, later);
    connect(m_pill, &QPushButton::clicked, view, &RequestsView::jumpToNewest);
    connect(m_stop, &QPushButton::clicked, this, [model, this] {
        const SortState::Phase sort = model->sortState().phase;
        if (sort == SortState::Phase::Sorted) {
            model->toArrivalOrder();
        } else if (sort != SortState::Phase::None) {
            model->cancelSort();
        } else if (model->searchState().phase == SearchState::Phase::Running) {
            model->cancelSearch();
        } else {
            model->continueSearch();
        }
        refresh();
    });
    refresh();
}

void CountBar::setNote(const QString& note) {
    m_note = note;
    refresh();
}

void CountBar::refresh() {
    if (!m_view) {
        return;
    }
    const SortState sort = m_view->requestsModel()->sortState();
    if (sort.phase == SortState::Phase::None) {
        showSearch(m_view->requestsModel()->searchState());
    } else {
        showSort(sort);
    }
    const int fresh = m_view->newRows();
    m_pill->setVisible(fresh > 0);
    m_pill->setText(tr("%1 new").arg(text::countText(static_cast<std::uint64_t>(fresh))));
}

void CountBar::showSort(const SortState& state) {
    using enum SortState::Phase;
    const bool isFiltered = !m_view->requestsModel()->filter().isEmpty();
    const QString column = sortedTitle(state.choice);
    const QString found = text::countText(state.found);
    switch (state.phase) {
        case Running: {
            m_count->setText(tr("Sorting by %1").arg(column));
            const QString read = tr("read %1 requests").arg(progressText(state.read, state.total));
            m_progressText->setText(isFiltered ? tr("%1, %2 fit").arg(read, found) : read);
            break;
        }
        case Sorted:
            m_count->setText(isFiltered ? tr("%1 found").arg(found) : tr("%1 requests").arg(found));
            m_progressText->setText(
                state.shown < state.found
                    ? tr("sorted by %1, the first %2 of %3").arg(column, text::countText(state.shown), found)
                    : tr("sorted by %1").arg(column));
            break;
        case Failed:
            m_count->setText(tr("Not sorted by %1").arg(column));
            m_progressText->setText(state.error);
            break;
        case None:
            break;
    }
    showProgress(state.phase == Running, state.read, state.total);
    m_stop->setVisible(true);
    m_stop->setText(state.phase == Running  ? tr("Cancel")
                    : state.phase == Sorted ? tr("Arrival order")
                                            : tr("Close"));
    m_hint->setText(state.phase == Running ? tr("The order changes when all is read") : QString());
}

void CountBar::showProgress(bool isRunning, std::uint64_t done, std::uint64_t total) {
    m_progress->setVisible(isRunning);
    m_progress->setValue(total == 0 ? 0 : static_cast<int>(done * kProgressSteps / total));
}

void CountBar::showSearch(const SearchState& state) {
    using enum SearchState::Phase;
    const QString found = text::countText(state.found);
    const QString progress = tr("%1 rows").arg(progressText(state.searched, state.total));
    switch (state.phase) {
        case None: {
            const auto rows = static_cast<std::uint64_t>(m_view->requestsModel()->rowCount());
            m_count->setText(rows == 1 ? tr("1 request") : tr("%1 requests").arg(text::countText(rows)));
            m_progressText->setText(m_note);
            break;
        }
        case Running:
            m_count->setText(tr("%1 found so far").arg(found));
            m_progressText->setText(tr("searched %1, newest first").arg(progress));
            break;
        case Cancelled:
            m_count->setText(tr("%1 found, search stopped").arg(found));
            m_progressText->setText(tr("at %1").arg(progress));
            break;
        case Full:
            m_count->setText(tr("The newest %1").arg(found));
            m_progressText->setText(tr("more match: narrow the filter to see them"));
            break;
        case Failed:
            m_count->setText(tr("%1 found, search failed").arg(found));
            m_progressText->setText(state.error);
            break;
        case Finished:
            m_count->setText(tr("%1 found").arg(found));
            m_progressText->setText(
                m_note.isEmpty() ? tr("all %1 requests searched").arg(text::countText(state.total)) : m_note);
            break;
    }
    if (state.gaveUp > 0 && state.phase != None) {
        m_progressText->setText(
            m_progressText->text() +
            tr(", not all: a regular expression met its limit %1 times").arg(text::countText(state.gaveUp)));
    }
    showProgress(state.phase == Running, state.searched, state.total);
    m_stop->setVisible(state.phase == Running || state.phase == Cancelled);
    m_stop->setText(state.phase == Running ? tr("Cancel") : tr("Continue"));
    m_hint->setText(state.phase == Running ? tr("Rows are added as they are found; the order does not change")
                                           : QString());
}

}  // namespace mirrorscope::ui::requests
