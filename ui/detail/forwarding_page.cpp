// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/forwarding_page.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QListWidget>
#include <QScrollArea>
#include <QTableView>

#include "ui/detail/facts.h"
#include "ui/detail/header_parts_model.h"
#include "ui/hops/finding_words.h"
#include "ui/hops/hop_panel.h"
#include "ui/hops/mute_words.h"
#include "ui/live/page_loader.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/table_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kPartWidth = 168;
constexpr int kWriterWidth = 220;
constexpr int kForgeableWidth = 76;
constexpr int kLeastFacts = 280;
constexpr int kMostFindingRows = 4;
constexpr int kFindingRole = Qt::UserRole + 1;

text::PlainLabel* titled(QWidget* parent, const QString& title) {
    auto* label = new text::PlainLabel(title, parent);
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    label->setFont(strong);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

/// Ctrl+C copies the table.
class CopiedTable : public QTableView {
public:
    using QTableView::QTableView;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->matches(QKeySequence::Copy)) {
            text::copyTable(*model());
        } else {
            QTableView::keyPressEvent(event);
        }
    }
};

}  // namespace

ForwardingPage::ForwardingPage(live::PageLoader& loader, QWidget* parent)
    : QWidget(parent), m_loader(loader), m_parts(new HeaderPartsModel(this)) {
    setObjectName(QStringLiteral("detail.forwarding"));
    setAccessibleName(tr("Way of the request"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildWay(), 3);
    layout->addWidget(buildFacts(), 2);
}

ForwardingPage::~ForwardingPage() {
    m_token.cancel();
}

QWidget* ForwardingPage::buildWay() {
    auto* way = new QWidget(this);
    auto* column = new QVBoxLayout(way);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_hops = new hops::HopPanel(QStringLiteral("detail.forwarding.picture"), way);
    m_table = new CopiedTable(way);
    m_table->setObjectName(QStringLiteral("detail.forwarding.parts"));
    m_table->setAccessibleName(tr("Who wrote which part"));
    m_table->setModel(m_parts);
    auto* delegate = new theme::CellDelegate(m_table);
    delegate->setElide(HeaderPartsModel::Value, Qt::ElideLeft);  // the trusted end of a list stays
    delegate->setExplained(HeaderPartsModel::WrittenBy);
    delegate->setExplained(HeaderPartsModel::Forgeable);
    m_table->setItemDelegate(delegate);
    theme::dressTable(*m_table, theme::kRowHeight);
    QHeaderView* titles = m_table->horizontalHeader();
    titles->setSectionResizeMode(HeaderPartsModel::Value, QHeaderView::Stretch);
    titles->resizeSection(HeaderPartsModel::Part, kPartWidth);
    titles->resizeSection(HeaderPartsModel::WrittenBy, kWriterWidth);
    titles->resizeSection(HeaderPartsModel::Forgeable, kForgeableWidth);
    column->addWidget(m_hops);
    column->addWidget(m_table, 1);
    return way;
}

text::PlainLabel* ForwardingPage::addFact(QWidget* parent, const QString& title, const char* name) {
    auto* grid = static_cast<QGridLayout*>(parent->layout());
    const int row = grid->rowCount();
    auto* label = text::paragraph(parent);
    label->setObjectName(QStringLiteral("detail.forwarding.") + QLatin1String(name));
    if (!title.isEmpty()) {
        auto* what = new text::PlainLabel(title, parent);
        what->setForegroundRole(QPalette::PlaceholderText);
        what->setBuddy(label);
        grid->addWidget(what, row, 0, Qt::AlignTop);
    } else {
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    grid->addWidget(label, row, 1);
    return label;
}

QWidget* ForwardingPage::buildFacts() {
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("detail.forwarding.facts"));
    scroll->setAccessibleName(tr("What was decided, and why"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setMinimumWidth(kLeastFacts);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget(scroll);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::kBarSide);
    grid->setVerticalSpacing(theme::kInside);
    grid->setColumnStretch(1, 1);
    auto* facts = new QWidget(page);
    facts->setLayout(grid);
    grid->setContentsMargins(0, 0, 0, 0);
    m_client = addFact(facts, tr("Client"), "client");
    m_clientReason = addFact(facts, {}, "client-reason");
    m_others = addFact(facts, tr("Other addresses"), "others");
    m_source = addFact(facts, tr("Source"), "source");
    m_sourceReason = addFact(facts, {}, "source-reason");
    m_noFindings = text::paragraph(page);
    m_noFindings->setObjectName(QStringLiteral("detail.forwarding.no-findings"));
    m_noFindings->setForegroundRole(QPalette::PlaceholderText);
    m_noFindings->setText(tr("None of the open findings of its source shows in this request."));
    m_findings = new QListWidget(page);
    m_findings->setObjectName(QStringLiteral("detail.forwarding.findings"));
    m_findings->setAccessibleName(tr("Findings that this request shows"));
    m_findings->setFrameShape(QFrame::NoFrame);
    m_findings->setTextElideMode(Qt::ElideRight);
    m_findings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto open = [this](const QListWidgetItem* item) {
        if (item != nullptr) {
            emit findingActivated(item->data(kFindingRole).toLongLong());
        }
    };
    connect(m_findings, &QListWidget::itemClicked, this, open);
    connect(m_findings, &QListWidget::itemActivated, this, open);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    column->setSpacing(theme::kBetween);
    column->addWidget(facts);
    column->addWidget(titled(page, tr("Findings that this request shows")));
    column->addWidget(m_noFindings);
    column->addWidget(m_findings);
    column->addStretch();
    scroll->setWidget(page);
    return scroll;
}

void ForwardingPage::setRequest(traffic::RequestId id, SharedForwarding forwarding) {
    m_token.cancel();
    m_isAsking = false;
    m_isRead = forwarding != nullptr;
    m_id = id;
    if (forwarding) {
        show(*forwarding);
    }
}

void ForwardingPage::ensureRead() {
    if (m_id == 0 || m_isRead || m_isAsking) {
        return;
    }
    m_isAsking = true;
    m_token = m_loader.ask<api::RequestForwarding>(
        this,
        [id = m_id](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.requestForwarding(id, cancel);
        },
        [this](base::Result<api::RequestForwarding> forwarding) {
            m_isAsking = false;
            // What cannot be read any more the pane says, which asked for the request itself.
            m_isRead = forwarding.has_value();
            if (forwarding) {
                show(*forwarding);
            }
        });
}

void ForwardingPage::forget() {
    setRequest(0, nullptr);
}

void ForwardingPage::show(const api::RequestForwarding& forwarding) {
    m_hops->setData(hops::hopDataOf(forwarding.headers));
    m_parts->setHeaders(forwarding.headers);
    showFacts(forwarding);
    showFindings(forwarding);
}

void ForwardingPage::showFacts(const api::RequestForwarding& forwarding) {
    const std::vector<Fact> facts = wayFacts(forwarding.headers.detail);
    const auto tell = [](text::PlainLabel* label, const Fact& fact) {
        label->setText(fact.value);
        label->setForegroundRole(fact.weak ? QPalette::PlaceholderText : QPalette::WindowText);
        label->setAccessibleName(fact.label + u' ' + fact.value);
    };
    tell(m_client, facts[0]);
    tell(m_others, facts[1]);
    Fact source = facts[2];
    if (!facts[3].weak) {
        source.value = tr("%1; known by %2").arg(source.value, facts[3].value);
    }
    tell(m_source, source);
    m_clientReason->setText(tr("Because %1.").arg(text::shownText(forwarding.clientReason)));
    m_sourceReason->setText(tr("Because %1.").arg(text::shownText(forwarding.sourceReason)));
}

void ForwardingPage::showFindings(const api::RequestForwarding& forwarding) {
    const std::vector<traffic::Finding>& findings = forwarding.findings;
    m_findings->clear();
    for (const traffic::Finding& finding : findings) {
        const auto mute = std::ranges::find(
            forwarding.mutes, traffic::FindingKey{finding.source, finding.code}, &traffic::FindingMute::key);
        const bool isMuted = mute != forwarding.mutes.end();
        const QString title =
            isMuted ? tr("%1 (%2)").arg(hops::findingTitle(finding), hops::muteText(*mute, m_zone))
                    : hops::findingTitle(finding);
        auto* item = new QListWidgetItem(
            theme::icon(hops::severityIcon(finding.severity), hops::severityRole(finding.severity)), title,
            m_findings);
        // It leads somewhere; nobody is waiting for a muted one.
        item->setForeground(theme::color(isMuted ? theme::Role::Text2 : theme::Role::Accent));
        item->setData(kFindingRole, static_cast<qlonglong>(finding.id));
        item->setData(Qt::AccessibleTextRole,
                      tr("%1: %2; opens the finding").arg(hops::severityWord(finding.severity), title));
        item->setToolTip(text::plainToolTip(privacy::shownValue(finding.seen, {})));
    }
    m_findings->setVisible(!findings.empty());
    m_noFindings->setVisible(findings.empty());
    const int rows = std::min(m_findings->count(), kMostFindingRows);
    m_findings->setFixedHeight(std::max(rows, 1) * theme::kRowHeight + 2 * m_findings->frameWidth());
}

}  // namespace mirrorscope::ui::detail
