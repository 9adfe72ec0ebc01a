// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/sources_panel.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/filter/condition.h"
#include "ui/filter/filter_state.h"
#include "ui/sources/attack_type_delegate.h"
#include "ui/sources/attack_types_model.h"
#include "ui/sources/block_title.h"
#include "ui/sources/board_list.h"
#include "ui/sources/health_card.h"
#include "ui/sources/reading_card.h"
#include "ui/sources/source_delegate.h"
#include "ui/sources/source_dialog.h"
#include "ui/sources/sources_model.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/source_look.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::sources {
namespace {

/// However many sources there are: what hits most stays in sight.
constexpr int kLeastTypes = 4;

QByteArray bytesOf(const std::string& bytes) {
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

QByteArray rawName(const QModelIndex& source) {
    return source.data(SourcesModel::NameRole).toByteArray();
}

QWidget* emptyState(QWidget* parent) {
    auto* box = new QWidget(parent);
    box->setObjectName(QStringLiteral("sources.empty"));
    auto* title = new text::PlainLabel(SourcesPanel::tr("None yet"), box);
    QFont strong = title->font();
    strong.setWeight(theme::kStrongWeight);
    title->setFont(strong);
    auto* sentence = new text::PlainLabel(
        SourcesPanel::tr(
            "A source appears here with its first request, even when Mirrorscope does not know it."),
        box);
    sentence->setWordWrap(true);
    sentence->setFont(theme::font(theme::TextStyle::Small));
    sentence->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(theme::kBarSide, theme::kBarSide, theme::kBarSide, theme::kBarSide);
    layout->setSpacing(theme::kInside);
    layout->addWidget(title);
    layout->addWidget(sentence);
    return box;
}

}  // namespace

SourcesPanel::SourcesPanel(live::PageLoader& loader, filter::FilterState& filter, api::SourceService* service,
                           QWidget* parent)
    : QWidget(parent),
      m_filter(filter),
      m_loader(loader),
      m_activity(new SourceActivity(loader, this)),
      m_sources(new SourcesModel(this)),
      m_sourceDelegate(new SourceDelegate(this)),
      m_sourceList(new BoardList(theme::kSourceRowHeight, this)),
      m_empty(emptyState(this)),
      m_types(new AttackTypesModel(this)),
      m_typeBlock(buildTypes()),
      m_edits(new SourceEdits(loader, service, this)),
      m_health(new HealthCard(this)),
      m_reading(new ReadingCard(loader, *m_edits, this)) {
    setObjectName(QStringLiteral("sources.panel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_sourceList->setObjectName(QStringLiteral("sources.list"));
    m_sourceList->setAccessibleName(tr("Sources"));
    m_sourceList->setModel(m_sources);
    m_sourceList->setItemDelegate(m_sourceDelegate);
    m_sourceList->setContextMenuPolicy(Qt::CustomContextMenu);
    m_sourceList->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_activity->setService(service);
    m_sources->setCanName(service != nullptr);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_empty);
    layout->addWidget(m_sourceList);
    layout->addWidget(m_health);
    layout->addWidget(m_reading, 1);
    layout->addWidget(m_typeBlock);
    layout->addStretch(0);
    m_sourceList->hide();
    m_typeBlock->hide();
    m_health->hide();
    m_reading->hide();

    connect(m_activity, &SourceActivity::changed, this, &SourcesPanel::apply);
    connect(&m_filter, &filter::FilterState::changed, this, &SourcesPanel::refreshSelection);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    connect(m_sourceList, &BoardList::chosen, this, [this](const QModelIndex& index) {
        m_chosen = index.data(SourcesModel::SourceIdRole).toLongLong();
        if (!std::exchange(m_naming, false)) {
            toggle(query::FieldId::Source, rawName(index));
        }
        refreshCards();
    });
    connect(m_typeList, &BoardList::chosen, this, [this](const QModelIndex& index) {
        if (const QString name = index.data(AttackTypesModel::NameRole).toString(); !name.isEmpty()) {
            toggle(query::FieldId::Type, name.toUtf8());
        }
    });
    connect(m_sourceList, &QWidget::customContextMenuRequested, this, &SourcesPanel::showSourceMenu);
    wireEdits();
}

void SourcesPanel::wireEdits() {
    connect(m_sources, &SourcesModel::renameAsked, this, &SourcesPanel::rename);
    connect(m_sourceDelegate, &SourceDelegate::namePressed, this, [this](const QModelIndex& index) {
        m_naming = true;
        m_sourceList->setCurrentIndex(index);
        m_sourceList->edit(index);
    });
    connect(m_edits, &SourceEdits::changed, m_activity, &SourceActivity::askAgain);
    connect(m_health, &HealthCard::findingsAsked, this, &SourcesPanel::findingsAsked);
    connect(m_health, &HealthCard::mirrorCheckAsked, this, &SourcesPanel::mirrorCheckAsked);
    connect(m_reading, &ReadingCard::editAsked, this, &SourcesPanel::edit);
    connect(&theme::SourceLooks::instance(), &theme::SourceLooks::changed, m_health,
            qOverload<>(&QWidget::update));
}

QWidget* SourcesPanel::buildTypes() {
    auto* block = new QWidget(this);
    m_typeList = new BoardList(kAttackTypeHeight, block);
    m_typeList->setObjectName(QStringLiteral("sources.types"));
    m_typeList->setAccessibleName(tr("Attack types"));
    m_typeList->setModel(m_types);
    m_typeList->setLeastRows(kLeastTypes);
    m_typeList->setItemDelegate(new AttackTypeDelegate(m_typeList));
    auto* layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kInside);
    layout->addWidget(new BlockTitle(tr("Attack types"), tr("24 h"), block));
    layout->addWidget(m_typeList);
    return block;
}

void SourcesPanel::start() {
    m_activity->start();
}

void SourcesPanel::setDensity(BoardDensity density) {
    m_density = density;
    m_sourceDelegate->setDensity(density);
    m_sourceList->doItemsLayout();
    const bool room = density != BoardDensity::Strip;
    m_typeBlock->setVisible(room && !m_readingShown && m_types->rowCount() > 0);
    m_empty->setVisible(room && m_sources->rowCount() == 0);
    refreshCards();
    updateGeometry();
}

QSize SourcesPanel::sizeHint() const {
    return {boardWidth(m_density), QWidget::sizeHint().height()};
}

void SourcesPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_sourceList->doItemsLayout();
        m_typeList->doItemsLayout();
    }
}

void SourcesPanel::apply(const SourcesSnapshot& snapshot) {
    const int before = m_sources->rowCount();
    followNames(snapshot);
    m_snapshot = snapshot;
    m_sources->setSnapshot(snapshot);
    m_types->setSnapshot(snapshot);
    m_sourceList->refit();
    m_typeList->refit();
    m_sourceList->setVisible(m_sources->rowCount() > 0);
    setDensity(m_density);
    if (before != m_sources->rowCount()) {
        refreshSelection();
    }
}

/// A filter that shows only one source goes on showing it under its new name.
void SourcesPanel::followNames(const SourcesSnapshot& now) {
    const auto only = m_filter.onlyValue(query::FieldId::Source);
    if (!only) {
        return;
    }
    const auto before =
        std::ranges::find(m_snapshot.sources, *only, [](const auto& one) { return one.source.name; });
    if (before == m_snapshot.sources.end()) {
        return;
    }
    const auto after =
        std::ranges::find(now.sources, before->source.id, [](const auto& one) { return one.source.id; });
    if (after == now.sources.end() || after->source.name == *only) {
        return;
    }
    if (const auto condition = filter::conditionOn(query::FieldId::Source, after->source.name)) {
        m_filter.showOnly(*condition);
    }
}

void SourcesPanel::refreshSelection() {
    const auto only = m_filter.onlyValue(query::FieldId::Source);
    const QModelIndexList found = only ? m_sources->match(m_sources->index(0), SourcesModel::NameRole,
                                                          bytesOf(*only), 1, Qt::MatchExactly)
                                       : QModelIndexList();
    if (found.isEmpty()) {
        m_sourceList->clearSelection();
    } else {
        m_sourceList->setCurrentIndex(found.first());
    }
}

QModelIndex SourcesPanel::cardIndex() const {
    const QModelIndex chosen = m_sources->indexOf(m_chosen);
    return chosen.isValid() ? chosen : m_sources->index(0);
}

void SourcesPanel::refreshCards() {
    const QModelIndex index = cardIndex();
    const SourceSummary* summary = m_sources->summary(index);
    const bool room = summary != nullptr && m_density == BoardDensity::Full && !m_low;
    m_health->setVisible(room && !m_readingShown);
    m_reading->setVisible(room && m_readingShown);
    if (!room) {
        return;
    }
    const bool silent = index.data(SourcesModel::SilentRole).toBool();
    if (m_readingShown) {
        m_reading->setSource(*summary, silent);
    } else {
        m_health->setSource(*summary, silent, m_snapshot.takenAt);
    }
}

void SourcesPanel::setLow(bool low) {
    m_low = low;
    setDensity(m_density);
}

void SourcesPanel::setReadingShown(bool shown) {
    m_readingShown = shown;
    setDensity(m_density);
}

void SourcesPanel::setListening(std::optional<base::WallTime> since) {
    m_sources->setListening(since);
}

const SourceSummary* SourcesPanel::source(traffic::SourceId id) const {
    return m_sources->summary(m_sources->indexOf(id));
}

std::vector<const SourceSummary*> SourcesPanel::summaries() const {
    std::vector<const SourceSummary*> all;
    for (const SourceSummary& summary : m_snapshot.sources) {
        all.push_back(&summary);
    }
    return all;
}

bool SourcesPanel::isSilent(traffic::SourceId id) const {
    return m_sources->indexOf(id).data(SourcesModel::SilentRole).toBool();
}

void SourcesPanel::rename(traffic::SourceId id, const QString& name) {
    const SourceSummary* summary = source(id);
    if (summary == nullptr) {
        return;
    }
    traffic::SourceSetting wanted = summary->setting;
    wanted.source = id;
    wanted.name = name.toStdString();
    m_edits->change(
        wanted,
        tr("%1 is now called %2").arg(text::shownText(summary->source.name), text::shownText(wanted.name)),
        summary->source.name);
}

void SourcesPanel::edit(traffic::SourceId id) {
    const SourceSummary* summary = source(id);
    if (summary == nullptr || !m_edits->isPossible()) {
        return;
    }
    // Quoted for a shell: a path may hold anything.
    const QString file =
        text::shownText(m_session.string()).replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    auto* dialog =
        new SourceDialog(m_loader, *m_edits, *summary, m_snapshot.sources,
                         QStringLiteral("mirrorscope-cli reattribute --session '%1'").arg(file), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SourcesPanel::toggle(query::FieldId field, const QByteArray& value) {
    if (m_filter.onlyValue(field) == value.toStdString()) {
        m_filter.remove(field);
    } else if (const auto condition = filter::conditionOn(field, value.toStdString())) {
        m_filter.showOnly(*condition);
    }
    refreshSelection();
}

void SourcesPanel::showSourceMenu(const QPoint& position) {
    const QModelIndex index = m_sourceList->indexAt(position);
    if (!index.isValid()) {
        return;
    }
    const QString name = index.data().toString();
    QMenu menu(this);
    const auto condition = filter::conditionOn(query::FieldId::Source, rawName(index).toStdString());
    menu.addAction(tr("Show only"), this, [&] { m_filter.showOnly(*condition); })
        ->setEnabled(condition.has_value());
    menu.addAction(tr("Exclude"), this, [&] { m_filter.exclude(*condition); })
        ->setEnabled(condition.has_value());
    menu.setObjectName(QStringLiteral("menu.source"));
    menu.addSeparator();
    const traffic::SourceId id = index.data(SourcesModel::SourceIdRole).toLongLong();
    const QPersistentModelIndex row(index);
    menu.addAction(tr("Rename"), this, [this, row] { m_sourceList->edit(row); })
        ->setEnabled(m_edits->isPossible());
    menu.addAction(tr("Edit…"), this, [this, id] { edit(id); })->setEnabled(m_edits->isPossible());
    const bool isUnknown =
        index.data(SourcesModel::KindRole).toInt() == static_cast<int>(traffic::SourceKind::Unknown);
    menu.addAction(isUnknown ? tr("Set up this source…") : tr("Set up again…"), this,
                   [this, id] { emit setupAsked(id); });
    menu.addAction(tr("Check the mirror…"), this, [this, id] { emit mirrorCheckAsked(id); });
    menu.addAction(tr("Prove…"), this, [this, id] { emit proofAsked(id); })->setEnabled(m_provable);
    menu.addSeparator();
    menu.addAction(tr("Copy name"), this, [&] { QGuiApplication::clipboard()->setText(name); });
    menu.exec(m_sourceList->viewport()->mapToGlobal(position));
}

}  // namespace mirrorscope::ui::sources
