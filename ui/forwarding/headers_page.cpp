// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/headers_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/doctor/finding_subject.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_state.h"
#include "ui/forwarding/compare_dialog.h"
#include "ui/forwarding/compare_page.h"
#include "ui/forwarding/finding_page.h"
#include "ui/forwarding/findings_panel.h"
#include "ui/forwarding/presence_panel.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kPageWidth = 668;
constexpr int kFindWidth = 420;
constexpr int kFindingsShare = 40;  // percent of the height of the lists

QVBoxLayout* tightColumn(QWidget* owner) {
    auto* layout = new QVBoxLayout(owner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

/// Findings about a header that is not there.
bool isAboutMissing(const traffic::Finding& finding) {
    return finding.code == "XFF_MISSING" || finding.code == "PROTO_MISSING";
}

}  // namespace

HeadersPage::HeadersPage(live::LiveBridge& bridge, live::PageLoader& loader, live::PageLoader& longReads,
                         filter::FilterState& filter, QWidget* parent)
    : QWidget(parent),
      m_filter(filter),
      m_feed(new HeaderFeed(bridge, loader, this)),
      m_tabs(new QTabBar(this)) {
    setObjectName(QStringLiteral("page.headers"));
    setAccessibleName(tr("Headers"));
    m_tabs->setObjectName(QStringLiteral("headers.views"));
    m_tabs->setAccessibleName(tr("Views of headers"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setFixedHeight(theme::kTabHeight);
    m_tabs->addTab(tr("Findings"));
    m_tabs->addTab(tr("Presence matrix"));
    m_tabs->addTab(tr("Compare…"));
    m_findings = new FindingsPanel(this);
    m_presence = new PresencePanel(this);
    m_page = new FindingPage(loader, this);
    m_compare = new ComparePage(loader, longReads, this);
    auto* layout = tightColumn(this);
    auto* tabLine = new QVBoxLayout;
    tabLine->setContentsMargins(theme::kBetween, 0, 0, 0);
    tabLine->addWidget(m_tabs, 0, Qt::AlignLeft);
    layout->addLayout(tabLine);
    auto* doctor = new QWidget(this);
    auto* doctorLayout = tightColumn(doctor);
    doctorLayout->addWidget(buildBar());
    doctorLayout->addWidget(buildParts(), 1);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(doctor);
    m_stack->addWidget(m_compare);
    layout->addWidget(m_stack, 1);
    wire();
    applyNarrowing();
}

QWidget* HeadersPage::buildBar() {
    auto* bar = new QWidget(this);
    bar->setFixedHeight(theme::kBarHeight);
    m_find = new QLineEdit(bar);
    m_find->setObjectName(QStringLiteral("headers.find"));
    m_find->setAccessibleName(tr("Find findings and headers"));
    m_find->setPlaceholderText(tr("Find findings and headers"));
    m_find->addAction(theme::icon(theme::Icon::Search), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(kFindWidth);
    m_find->installEventFilter(this);
    m_source = new QToolButton(bar);
    m_source->setObjectName(QStringLiteral("headers.source"));
    m_source->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_source->setIcon(theme::icon(theme::Icon::Close));
    m_source->setLayoutDirection(Qt::RightToLeft);  // the cross at the right of the name
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(theme::kBetween, 0, theme::kBetween, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(m_find, 1);
    line->addWidget(m_source);
    line->addStretch(1);
    auto* compareButton = new QPushButton(tr("Compare requests…"), bar);
    compareButton->setObjectName(QStringLiteral("headers.compare"));
    connect(compareButton, &QPushButton::clicked, this, [this] { askCompare(0); });
    line->addWidget(compareButton);
    return bar;
}

QWidget* HeadersPage::buildParts() {
    m_lists = new QSplitter(Qt::Vertical, this);
    m_lists->setObjectName(QStringLiteral("headers.lists"));
    m_lists->setChildrenCollapsible(false);
    m_lists->setHandleWidth(1);
    m_lists->addWidget(m_findings);
    m_lists->addWidget(m_presence);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("headers.columns"));
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    m_columns->addWidget(m_lists);
    m_columns->addWidget(m_page);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 0);
    return m_columns;
}

void HeadersPage::wire() {
    connect(m_feed, &HeaderFeed::changed, this, &HeadersPage::applySnapshot);
    connect(&m_filter, &filter::FilterState::changed, this, &HeadersPage::applyNarrowing);
    connect(m_find, &QLineEdit::textChanged, this, &HeadersPage::applyNarrowing);
    connect(m_source, &QToolButton::clicked, this, [this] { m_filter.remove(query::FieldId::Source); });
    connect(m_tabs, &QTabBar::currentChanged, this, &HeadersPage::showParts);
    connect(m_findings, &FindingsPanel::findingShown, this, &HeadersPage::showFinding);
    connect(m_findings, &FindingsPanel::pageWanted, m_page, &FindingPage::takeKeyboard);
    connect(m_presence, &PresencePanel::requestsWanted, this, &HeadersPage::filterByHeader);
    connect(m_presence, &PresencePanel::baselineAsked, this, &HeadersPage::baselineAsked);
    connect(m_presence, &PresencePanel::findingWanted, this, &HeadersPage::chooseFinding);
    connect(m_page, &FindingPage::requestChosen, this, &HeadersPage::requestChosen);
    connect(m_page, &FindingPage::requestActivated, this, &HeadersPage::requestActivated);
    connect(m_page, &FindingPage::markdownRequested, this, &HeadersPage::markdownRequested);
    connect(m_page, &FindingPage::muteAsked, this, &HeadersPage::muteAsked);
    connect(m_page, &FindingPage::allRequestsWanted, this, &HeadersPage::filterByFinding);
    connect(m_compare, &ComparePage::titleChanged, this, &HeadersPage::showTitles);
    connect(m_compare, &ComparePage::dialogWanted, this, [this] { askCompare(0); });
    connect(m_compare, &ComparePage::requestActivated, this, &HeadersPage::requestActivated);
}

void HeadersPage::setTab(Tab tab) {
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

HeadersPage::Tab HeadersPage::tab() const {
    return static_cast<Tab>(m_tabs->currentIndex());
}

void HeadersPage::showParts() {
    const bool isFindings = tab() == Tab::Findings;
    m_stack->setCurrentIndex(tab() == Tab::Compare ? 1 : 0);
    if (tab() == Tab::Compare) {
        return;
    }
    m_findings->setVisible(isFindings);
    m_page->setVisible(isFindings);
}

void HeadersPage::applySnapshot(const SharedSnapshot& snapshot) {
    showTitles();
    m_findings->setSnapshot(snapshot);
    m_presence->setSnapshot(snapshot);
    m_compare->setSources(snapshot->sources);
    if (m_wanted != 0 && !snapshot->findings.empty()) {
        chooseFinding(std::exchange(m_wanted, 0));
    }
}

void HeadersPage::openFinding(traffic::FindingId id) {
    setTab(Tab::Findings);
    const auto& known = m_feed->snapshot()->findings;
    if (std::ranges::find(known, id, &traffic::Finding::id) != known.end()) {
        chooseFinding(id);
    } else {
        m_wanted = id;
        m_feed->ask();
    }
}

void HeadersPage::showTitles() {
    const SharedSnapshot& known = m_feed->snapshot();
    const auto open = std::ranges::count_if(known->findings, [&](const traffic::Finding& one) {
        return one.isOpen() && known->mute(one) == nullptr;
    });
    m_tabs->setTabText(0, open == 0
                              ? tr("Findings")
                              : tr("Findings %1").arg(text::countText(static_cast<std::uint64_t>(open))));
    const QString compared = m_compare->title();
    m_tabs->setTabText(2, compared.isEmpty() ? tr("Compare…") : compared);
}

void HeadersPage::compare(const std::vector<traffic::RequestId>& requests) {
    if (requests.size() > 1) {
        setTab(Tab::Compare);
        m_compare->compare(requests);
        m_compare->table()->setFocus(Qt::OtherFocusReason);
    }
}

void HeadersPage::askCompare(traffic::RequestId a) {
    auto* dialog = new CompareDialog(a, 0, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CompareDialog::chosen, this,
            [this](traffic::RequestId one, traffic::RequestId other) { compare({one, other}); });
    dialog->open();
}

void HeadersPage::applyNarrowing() {
    const auto source = m_filter.onlyValue(query::FieldId::Source);
    m_source->setVisible(source.has_value());
    if (source) {
        const QString name = text::shownText(*source, 64);
        m_source->setText(tr("Only %1").arg(name));
        m_source->setAccessibleName(tr("Only the source %1; press for all sources").arg(name));
        text::setPlainToolTip(m_source, tr("Show all sources"));
    }
    m_findings->setNarrowing(source, m_find->text().trimmed());
    m_presence->setNarrowing(source, m_find->text().trimmed());
}

void HeadersPage::showFinding(const traffic::Finding* finding) {
    const traffic::Source* source =
        finding != nullptr ? m_feed->snapshot()->source(finding->source) : nullptr;
    const traffic::FindingMute* mute = finding != nullptr ? m_feed->snapshot()->mute(*finding) : nullptr;
    m_page->setFinding(finding, source != nullptr ? source->name : std::string(), mute);
}

void HeadersPage::chooseFinding(traffic::FindingId id) {
    setTab(Tab::Findings);
    if (!m_findings->choose(id)) {
        // The words are those of a header.
        m_find->clear();
        if (!m_findings->choose(id)) {
            m_filter.remove(query::FieldId::Source);  // of another source than the filter's
            m_findings->choose(id);
        }
    }
    m_findings->table()->setFocus(Qt::OtherFocusReason);
}

std::optional<std::pair<traffic::Finding, std::string>> HeadersPage::shownFinding() const {
    if (tab() != Tab::Findings || !m_page->finding()) {
        return std::nullopt;
    }
    return std::pair(*m_page->finding(), m_page->source());
}

void HeadersPage::filterBy(const std::vector<query::Node>& conditions) {
    m_filter.setText(QString::fromStdString(query::print(filter::treeOf(conditions))));
    emit requestsWanted();
}

void HeadersPage::filterByHeader(const std::string& source, const std::string& header, bool with) {
    std::vector<query::Node> conditions;
    if (const auto ofSource = filter::conditionOn(query::FieldId::Source, source)) {
        conditions.push_back(*ofSource);
    }
    // Not every header has a name that a filter can write.
    if (const auto ofHeader =
            filter::conditionOn(with ? query::FieldId::Has : query::FieldId::Missing, header)) {
        conditions.push_back(*ofHeader);
    }
    filterBy(conditions);
}

void HeadersPage::filterByFinding(const traffic::Finding& finding) {
    const traffic::Source* source = m_feed->snapshot()->source(finding.source);
    const auto headers = doctor::subjectHeaders(finding);
    const std::string name = source != nullptr ? source->name : std::string();
    if (!headers.empty() && finding.code != "MIRROR_BODY_OFF") {
        filterByHeader(name, headers.front(), !isAboutMissing(finding));
    } else if (const auto ofSource = filter::conditionOn(query::FieldId::Source, name)) {
        filterBy({*ofSource});
    }
}

void HeadersPage::setTimeZone(const QTimeZone& zone) {
    m_findings->setTimeZone(zone);
    m_presence->setTimeZone(zone);
    m_page->setTimeZone(zone);
    m_compare->setTimeZone(zone);
}

void HeadersPage::setPageBelow(bool below) {
    const auto direction = below ? Qt::Vertical : Qt::Horizontal;
    if (m_columns->orientation() != direction) {
        m_columns->setOrientation(direction);
        m_isSized = false;
        sizeParts();
    }
}

void HeadersPage::sizeParts() {
    if (m_isSized || !isVisible() || width() < 2 || m_columns->height() < 2) {
        return;
    }
    m_isSized = true;
    const bool isBeside = m_columns->orientation() == Qt::Horizontal;
    const int all = isBeside ? m_columns->width() : m_columns->height();
    const int page = std::min(kPageWidth, all / 2);
    m_columns->setSizes({all - page, page});
    const int height = isBeside ? m_columns->height() : all - page;
    m_lists->setSizes({height * kFindingsShare / 100, height * (100 - kFindingsShare) / 100});
}

void HeadersPage::readAgain() {
    m_feed->ask();
    m_page->readAgain();
    m_compare->readAgain();
}

void HeadersPage::focusFind() {
    if (tab() == Tab::Compare) {
        setTab(Tab::Findings);
    }
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

QList<QWidget*> HeadersPage::panes() const {
    return {m_find, m_findings->table(),     m_presence->table(),
            m_page, m_compare->pairsTable(), m_compare->table()};
}

QList<QWidget*> HeadersPage::tables() const {
    return {m_findings->table(), m_presence->table(), m_compare->pairsTable(), m_compare->table()};
}

void HeadersPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_feed->setActive(true);
    sizeParts();
}

void HeadersPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_feed->setActive(false);
}

void HeadersPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    sizeParts();
}

bool HeadersPage::eventFilter(QObject* watched, QEvent* event) {
    // Esc empties the field first; an empty one leaves it to the filter.
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched == m_find && isKey && !m_find->text().isEmpty() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress) {
            m_find->clear();
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::forwarding
