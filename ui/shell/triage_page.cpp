// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/triage_page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/api/mirror_service.h"
#include "ui/attacks/attacks_model.h"
#include "ui/attacks/attacks_view.h"
#include "ui/attacks/group_button.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_bar.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/requests/count_bar.h"
#include "ui/requests/header_name_dialog.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/table_columns.h"
#include "ui/shell/attack_count_bar.h"
#include "ui/shell/chart_area.h"
#include "ui/shell/no_match.h"
#include "ui/shell/sliding_range.h"
#include "ui/shell/table_look.h"
#include "ui/shell/triage_bar.h"
#include "ui/shell/value_feed.h"
#include "ui/theme/spacing.h"
#include "ui/views/view_bar.h"
#include "ui/views/view_commands.h"
#include "ui/views/view_tabs.h"

namespace mirrorscope::ui::shell {
namespace {

QVBoxLayout* tightColumn(QWidget* owner) {
    auto* layout = new QVBoxLayout(owner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

}  // namespace

TriagePage::TriagePage(live::LiveBridge& bridge, live::PageLoader& loader, filter::FilterState& filter,
                       QWidget* parent)
    : QWidget(parent),
      m_bridge(bridge),
      m_filter(filter),
      m_attacks(new attacks::AttacksModel(bridge, loader, this)),
      m_requests(new requests::RequestsModel(bridge, loader, this)),
      m_look(new TableLook(filter, this)),
      m_views(new views::ViewBar(views::ViewStore(), *m_look, this)),
      m_filterBar(new filter::FilterBar(filter, this)),
      m_saveView(new QPushButton(tr("Save view…"), this)),
      m_values(new ValueFeed(bridge, loader, this)),
      m_chart(new ChartArea(loader, filter, this)),
      m_tables(new QStackedWidget(this)),
      m_triageBar(new TriageBar(this)),
      m_sliding(new SlidingRange(filter, [this] { return mayLoseOldestRows(); }, this)) {
    setObjectName(QStringLiteral("page.triage"));
    setAccessibleName(tr("Triage"));
    m_tables->addWidget(buildAttacks());
    m_tables->addWidget(buildRequests());
    layOut();
    wireViews();

    connect(&m_bridge, &live::LiveBridge::pausedChanged, m_chart, &ChartArea::setPaused);
    m_filterBar->setValues(valueProvider());
    connect(&m_filter, &filter::FilterState::changed, this, &TriagePage::applyFilter);
    connect(&m_filter, &filter::FilterState::slid, this, &TriagePage::applyFilter);
    connect(&m_bridge, &live::LiveBridge::pausedChanged, m_sliding, &SlidingRange::catchUp);
}

query::ValueProvider TriagePage::valueProvider() const {
    return [this](const query::Field& field, std::string_view, std::string_view word) {
        return m_values->values().beginningWith(field.id, word);
    };
}

void TriagePage::layOut() {
    auto* filterLine = new QHBoxLayout;
    filterLine->setContentsMargins(0, 0, theme::kBetween, 0);
    filterLine->setSpacing(0);
    filterLine->addWidget(m_filterBar, 1);
    // Beside the field, also when there is a line of text below it.
    auto* button = new QVBoxLayout;
    const int around = (theme::kBarHeight - m_saveView->sizeHint().height()) / 2;
    button->setContentsMargins(0, around, 0, around);
    button->addWidget(m_saveView);
    filterLine->addLayout(button);
    filterLine->setAlignment(button, Qt::AlignTop);
    auto* layout = tightColumn(this);
    layout->addWidget(m_views);
    layout->addLayout(filterLine);
    layout->addWidget(m_chart);
    layout->addWidget(m_tables, 1);
    // Below, so that no row moves when it comes and goes.
    layout->addWidget(m_triageBar);
}

void TriagePage::wireViews() {
    m_saveView->setObjectName(QStringLiteral("filter.save-view"));
    m_saveView->setAccessibleName(tr("Save view"));
    m_saveView->setToolTip(tr("Keep filter and layout under a name, as a tab"));
    m_look->setParts({m_tables, m_attacks, m_groupButton, m_requestsView});
    connect(m_saveView, &QPushButton::clicked, &m_views->commands(), &views::ViewCommands::askSave);
    connect(m_look, &TableLook::changed, &m_views->views(), &views::ViewSwitch::refresh);
    connect(m_look, &TableLook::counted, &m_views->tabs(), &views::ViewTabs::setCount);
}

QWidget* TriagePage::buildAttacks() {
    auto* page = new QWidget(this);
    m_attackCount = new AttackCountBar(*m_attacks, m_filter, page);
    m_attacksView = new attacks::AttacksView(page);
    m_attacksView->setObjectName(QStringLiteral("attacks"));
    m_attacksView->setAttacksModel(m_attacks);
    auto* noMatch = new NoMatch(*m_attacksView, m_filter, [this] {
        return m_isAnalysed ? tr("No attack matches") : tr("No attack found so far");
    });
    connect(this, &TriagePage::analysedChanged, noMatch, &NoMatch::refresh);
    m_groupButton = new attacks::GroupButton(page);
    auto* countLine = new QHBoxLayout;
    countLine->setContentsMargins(0, 0, theme::kBarSide, 0);
    countLine->addWidget(m_attackCount, 1);
    countLine->addWidget(m_groupButton);
    auto* layout = tightColumn(page);
    layout->addLayout(countLine);
    layout->addWidget(m_attacksView, 1);
    connect(m_groupButton, &attacks::GroupButton::groupingChanged, this,
            [this](const attacks::Grouping& grouping) {
                m_attacks->setGrouping(grouping);
                emit groupingChosen(grouping);
            });
    connect(m_attacksView, &attacks::AttacksView::attackSelected, this,
            [this](traffic::AttackId, traffic::RequestId sample) {
                if (sample != 0) {
                    emit requestChosen(sample, true);
                }
            });
    connect(m_attacksView, &attacks::AttacksView::attackActivated, this, &TriagePage::detailRequested);
    connect(m_attacksView, &attacks::AttacksView::conditionRequested, this, &TriagePage::ask);
    return page;
}

QWidget* TriagePage::buildRequests() {
    auto* page = new QWidget(this);
    m_requestCount = new requests::CountBar(page);
    m_requestsView = new requests::RequestsView(page);
    m_requestsView->setObjectName(QStringLiteral("requests"));
    m_requestsView->setRequestsModel(m_requests);
    m_requestCount->setView(m_requestsView);
    auto* noMatch = new NoMatch(*m_requestsView, m_filter, [this] {
        const bool isDone = m_requests->isSorted() ||
                            m_requests->searchState().phase == requests::SearchState::Phase::Finished;
        return isDone ? tr("No request matches") : QString();
    });
    connect(m_requests, &requests::RequestsModel::searchStateChanged, noMatch, &NoMatch::refresh);
    auto* layout = tightColumn(page);
    layout->addWidget(m_requestCount);
    layout->addWidget(m_requestsView, 1);
    connect(m_requestsView, &requests::RequestsView::requestSelected, this,
            [this](traffic::RequestId id) { emit requestChosen(id, false); });
    connect(m_requestsView, &requests::RequestsView::requestActivated, this, &TriagePage::detailRequested);
    connect(m_requestsView, &requests::RequestsView::conditionRequested, this, &TriagePage::ask);
    connect(m_requestsView, &requests::RequestsView::headerColumnWanted, this,
            &TriagePage::askForHeaderColumn);
    return page;
}

void TriagePage::askForHeaderColumn() {
    std::vector<traffic::RequestId> seen;
    const int top = std::max(m_requestsView->rowAt(0), 0);
    for (int row = top; row < m_requests->rowCount() && seen.size() < requests::HeaderNameDialog::kRequests;
         ++row) {
        seen.push_back(m_requests->idAt(row));
    }
    auto* dialog = new requests::HeaderNameDialog(m_requests->loader(), std::move(seen), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &requests::HeaderNameDialog::chosen, this,
            [this](const QString& name) { m_requestsView->columns().addHeader(name); });
    dialog->open();
}

void TriagePage::start() {
    m_chart->start();
    m_values->start();
}

void TriagePage::setView(View view) {
    m_views->views().chooseFree(static_cast<views::Table>(view));
}

void TriagePage::showTable(View view) {
    if (this->view() != view) {
        setView(view);
    }
}

TriagePage::View TriagePage::view() const {
    return static_cast<View>(m_tables->currentIndex());
}

QWidget* TriagePage::table() const {
    return tables()[static_cast<int>(view())];
}

QList<QWidget*> TriagePage::tables() const {
    return {m_attacksView, m_requestsView};
}

void TriagePage::setChartShown(bool shown) {
    m_chart->setVisible(shown);
}

void TriagePage::setChartShare(ChartShare share) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    m_chart->setStretched(share != ChartShare::Small);
    column->setStretchFactor(m_chart, share == ChartShare::Small ? 0 : share == ChartShare::Half ? 1 : 2);
}

void TriagePage::setGrouping(const attacks::Grouping& grouping) {
    m_look->setGrouping(grouping);
}

void TriagePage::setSizeClass(const SizeClass& size) {
    m_attacksView->setNarrow(size.narrow);
    m_look->setNarrow(size.narrow);
    m_chart->setLow(size.low);
    m_filterBar->setNarrow(size.narrow);
}

views::ViewLook TriagePage::freeLook() const {
    return m_views->views().freeLook();
}

void TriagePage::setTimeZone(const QTimeZone& zone) {
    m_attacks->setTimeZone(zone);
    m_requests->setTimeZone(zone);
    m_chart->setTimeZone(zone);
    m_filter.setTimeZone(zone);
}

void TriagePage::setStatus(const api::ServiceStatus& status) {
    m_attackCount->setStatus(status);
    followHidden(status);
    const bool isAnalysed = status.analysis.verdictBacklog == 0;
    if (std::exchange(m_isAnalysed, isAnalysed) != isAnalysed) {
        emit analysedChanged();
    }
    m_chart->setStatus(status);
}

void TriagePage::setNote(const QString& note) {
    m_attackCount->setNote(note);
    m_requestCount->setNote(note);
}

void TriagePage::readAgain() {
    m_filter.moveOn();
    m_chart->readAgain();
}

void TriagePage::ask(const query::Node& condition, bool exclude) {
    if (exclude) {
        m_filter.exclude(condition);
    } else {
        m_filter.showOnly(condition);
    }
}

void TriagePage::askForHeader(const QByteArray& name, const QByteArray& value, bool exclude) {
    if (const auto condition =
            filter::conditionOn(query::FieldId::Header, value.toStdString(), name.toStdString())) {
        ask(*condition, exclude);
    }
}

void TriagePage::applyFilter() {
    const filter::Filter filter = withoutHidden(m_filter.filter());
    m_attacks->setFilter(filter);
    m_requests->setFilter(filter);
}

bool TriagePage::mayLoseOldestRows() const {
    // Sorted rows are those of one moment. Who scrolled away is reading.
    const bool isSorted =
        m_requests->isSorted() || m_requests->sortState().phase == requests::SortState::Phase::Running;
    return !m_bridge.isPaused() && !isSorted && (view() == View::Attacks || m_requestsView->isFollowing());
}

}  // namespace mirrorscope::ui::shell
