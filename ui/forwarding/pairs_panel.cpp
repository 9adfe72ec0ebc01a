// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/pairs_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/forwarding/table_look.h"
#include "ui/live/page_loader.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/spacing.h"
#include "ui/theme/swatch_icon.h"

namespace mirrorscope::ui::forwarding {
namespace {

/// Counts move at most four times a second.
constexpr int kTellMilliseconds = 250;
constexpr int kTimeWidth = 72;
constexpr int kBetweenWidth = 76;
constexpr int kPairsWidth = 72;

}  // namespace

PairsPanel::PairsPanel(live::PageLoader& longReads, QWidget* parent)
    : QWidget(parent),
      m_loader(longReads),
      m_pairs(new PairsModel(this)),
      m_totals(new PairTotalsModel(this)),
      m_table(new QTableView(this)),
      m_totalsTable(new QTableView(this)) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    dressTable(*m_table, QStringLiteral("pairs"), tr("Pairs"), theme::kRowHeight);
    m_table->setModel(m_pairs);
    takeRowKeys(*m_table);
    static_cast<theme::CellDelegate*>(m_table->itemDelegate())->setElide(PairsModel::What, Qt::ElideMiddle);
    m_table->horizontalHeader()->setSectionResizeMode(PairsModel::What, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(PairsModel::Time, kTimeWidth);
    m_table->horizontalHeader()->resizeSection(PairsModel::Between, kBetweenWidth);
    dressTable(*m_totalsTable, QStringLiteral("pairs.totals"), tr("Differences over all pairs"),
               theme::kRowHeight);
    m_totalsTable->setModel(m_totals);
    m_totalsTable->horizontalHeader()->hide();
    m_totalsTable->horizontalHeader()->setSectionResizeMode(PairTotalsModel::Field, QHeaderView::Stretch);
    m_totalsTable->horizontalHeader()->resizeSection(PairTotalsModel::Pairs, kPairsWidth);
    m_totalsTitle = new text::PlainLabel(tr("Over all pairs"), this);
    dressTitle(*m_totalsTitle);
    m_totalsTitle->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildChoice());
    layout->addWidget(m_table, 3);
    layout->addWidget(m_totalsTitle);
    layout->addWidget(m_totalsTable, 2);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (const doctor::RequestPair* pair = m_pairs->at(current.row())) {
                    emit pairChosen(pair->a, pair->b);
                }
            });
    refreshButton();
    m_timer.setInterval(kTellMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_told->setText(progressText(*m_progress)); });
    connect(&m_loader, &live::PageLoader::reopened, this, [this] {
        stop();
        m_pairs->setRows({});
        m_totals->setRows({});
        m_told->clear();
    });
}

QWidget* PairsPanel::buildChoice() {
    auto* choice = new QWidget(this);
    auto* title = new text::PlainLabel(tr("Same request via two sources"), choice);
    dressTitle(*title);
    const auto combo = [&](const char* name, const QString& what) {
        auto* box = new QComboBox(choice);
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(what);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::currentIndexChanged, this, &PairsPanel::refreshButton);
        return box;
    };
    m_a = combo("pairs.a", tr("Source A"));
    m_b = combo("pairs.b", tr("Source B"));
    m_button = new QPushButton(tr("Find pairs"), choice);
    m_button->setObjectName(QStringLiteral("pairs.find"));
    m_told = new text::PlainLabel(choice);
    m_told->setObjectName(QStringLiteral("pairs.told"));
    m_told->setWordWrap(true);
    dressSecondary(*m_told);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (isReading()) {
            stop();
            m_told->setText(tr("Stopped"));
        } else {
            start();
        }
    });
    auto* layout = new QVBoxLayout(choice);
    layout->setContentsMargins(theme::kBarSide, theme::kBetween, theme::kBarSide, theme::kBetween);
    layout->setSpacing(theme::kInside);
    layout->addWidget(title);
    layout->addWidget(m_a);
    layout->addWidget(m_b);
    layout->addWidget(m_button);
    layout->addWidget(m_told);
    return choice;
}

void PairsPanel::setSources(const std::vector<traffic::Source>& sources) {
    std::vector<traffic::SourceId> ids;
    ids.reserve(sources.size());
    for (const traffic::Source& source : sources) {
        ids.push_back(source.id);
    }
    if (ids == m_sources) {
        return;
    }
    const bool isFirst = m_sources.empty();
    m_sources = std::move(ids);
    for (QComboBox* box : {m_a, m_b}) {
        const QVariant kept = box->currentData();
        box->clear();
        for (const traffic::Source& source : sources) {
            box->addItem(theme::swatchIcon(theme::SourceLooks::instance().look(source.id)),
                         text::shownText(source.name, 64), static_cast<qlonglong>(source.id));
        }
        const int place = box->findData(kept);
        box->setCurrentIndex(place >= 0 && !isFirst ? place : box == m_b && box->count() > 1 ? 1 : 0);
    }
    refreshButton();
}

void PairsPanel::refreshButton() {
    m_button->setText(isReading() ? tr("Cancel") : tr("Find pairs"));
    m_button->setEnabled(isReading() || (m_a->count() > 1 && m_a->currentData() != m_b->currentData()));
}

void PairsPanel::start() {
    m_progress = std::make_shared<PairsProgress>();
    m_pairs->setRows({});
    m_totals->setRows({});
    m_timer.start();
    m_told->setText(progressText(*m_progress));
    refreshButton();
    const api::PairingQuestion question{m_a->currentData().toLongLong(), m_b->currentData().toLongLong()};
    m_token = m_loader.ask<PairsFound>(
        this,
        [question, progress = m_progress](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return findPairs(queries, question, cancel, progress);
        },
        [this](const base::Result<PairsFound>& found) {
            stop();
            if (found) {
                showFound(*found);
            } else {
                m_told->setText(tr("The session could not be read."));
            }
        });
}

void PairsPanel::stop() {
    m_token.cancel();
    m_timer.stop();
    m_progress.reset();
    refreshButton();
}

void PairsPanel::showFound(const PairsFound& found) {
    QString told =
        tr("%1 pairs, %2 without a partner").arg(text::countText(found.pairs), text::countText(found.alone));
    if (found.ambiguous > 0) {
        told += QStringLiteral(", ") +
                tr("%1 that could belong to several").arg(text::countText(found.ambiguous));
    }
    if (found.newest.size() < found.pairs) {
        told +=
            QStringLiteral("; ") + tr("the newest %1 are listed").arg(text::countText(found.newest.size()));
    }
    m_told->setText(told);
    m_totalsTitle->setText(tr("Over all %1 pairs").arg(text::countText(found.differences.pairs)));
    m_totals->setRows(found.differences.fields);
    m_pairs->setRows(found.newest);
    if (!found.newest.empty()) {
        m_table->setCurrentIndex(m_pairs->index(0, 0));
    }
}

void PairsPanel::setTimeZone(const QTimeZone& zone) {
    m_pairs->setTimeZone(zone);
}

}  // namespace mirrorscope::ui::forwarding
