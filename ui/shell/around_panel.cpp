// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/around_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>

#include "ui/live/page_loader.h"
#include "ui/shell/around_model.h"
#include "ui/shell/conditions.h"
#include "ui/shell/icon_label.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::shell {
namespace {

/// On either side. The most is what one page of the store holds twice over: still read at once.
constexpr std::array kEach{5, 10, 25, 100};
constexpr int kEachAtFirst = 1;  // index
/// Or everything of so many minutes; the data of these choices is negative.
constexpr std::array kMinutes{5, 15, 60};
constexpr int kMinutesOfClient = 15;
/// Of the columns of AroundModel; the path takes the rest.
constexpr std::array kWidths{64, 104, 60, 112, 116, 60, 80, 48, 88};
constexpr int kPathColumn = AroundModel::Path;

QToolButton* extendButton(QWidget* parent, const QString& text, const QString& meaning, const char* name) {
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setAccessibleName(meaning);
    button->setToolTip(text::plainToolTip(meaning));
    button->setAutoRaise(true);
    return button;
}

}  // namespace

AroundPanel::AroundPanel(live::PageLoader& loader, QWidget* parent)
    : QWidget(parent), m_loader(loader), m_model(new AroundModel(this)) {
    setObjectName(QStringLiteral("around"));
    setAccessibleName(tr("Requests around one"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildControls();
    buildTable();
    connect(&m_loader, &live::PageLoader::reopened, this, [this] { setRequest(0); });
    setRequest(0);
}

AroundPanel::~AroundPanel() {
    m_token.cancel();
}

void AroundPanel::buildControls() {
    m_title = new text::PlainLabel(this);
    m_title->setObjectName(QStringLiteral("around.title"));
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    m_title->setFont(strong);
    m_each = new QComboBox(this);
    m_each->setObjectName(QStringLiteral("around.each"));
    m_each->setAccessibleName(tr("How many on either side"));
    for (const int each : kEach) {
        m_each->addItem(tr("±%1").arg(each), each);
    }
    for (const int minutes : kMinutes) {
        m_each->addItem(tr("±%1 min").arg(minutes), -minutes);
    }
    m_each->setCurrentIndex(kEachAtFirst);
    m_which = new QComboBox(this);
    m_which->setObjectName(QStringLiteral("around.which"));
    m_which->setAccessibleName(tr("Which neighbours"));
    m_which->addItems({tr("All sources"), tr("Same source"), tr("Same client")});
    m_state = new text::PlainLabel(this);
    m_state->setObjectName(QStringLiteral("around.state"));
    m_state->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, theme::kInside);
    m_state->setWordWrap(true);
    setTextRole(m_state, theme::Role::Text2);
    connect(m_each, &QComboBox::currentIndexChanged, this, &AroundPanel::begin);
    connect(m_which, &QComboBox::currentIndexChanged, this, &AroundPanel::begin);
    m_earlier = extendButton(this, tr("Earlier"), tr("Show earlier ones too"), "around.earlier");
    m_later = extendButton(this, tr("Later"), tr("Show later ones too"), "around.later");
    connect(m_earlier, &QToolButton::clicked, this, [this] {
        ++m_before;
        load();
    });
    connect(m_later, &QToolButton::clicked, this, [this] {
        ++m_after;
        load();
    });

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    bar->setSpacing(theme::kBetween);
    bar->addWidget(m_title, 1);
    bar->addWidget(m_each);
    bar->addWidget(m_which);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(bar);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 0, theme::kBarSide, 0);
    line->addWidget(m_state, 1);
    line->addWidget(m_earlier, 0, Qt::AlignTop);
    line->addWidget(m_later, 0, Qt::AlignTop);
    column->addLayout(line);
}

void AroundPanel::buildTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("around.table"));
    m_table->setAccessibleName(tr("Requests around one"));
    m_table->setModel(m_model);
    auto* delegate = new theme::CellDelegate(m_table);
    delegate->setElide(kPathColumn, Qt::ElideMiddle);
    m_table->setItemDelegate(delegate);
    theme::dressTable(*m_table, theme::kRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    for (int section = 0; section < m_model->columnCount(); ++section) {
        header->resizeSection(section, kWidths[static_cast<std::size_t>(section)]);
    }
    header->setMinimumSectionSize(kWidths.front());
    header->setSectionResizeMode(kPathColumn, QHeaderView::Stretch);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const traffic::RequestId id = m_model->idAt(current.row());
                if (id != 0 && !m_isFilling) {
                    m_current = id;
                    emit requestChosen(id);
                }
            });
}

QWidget* AroundPanel::table() const {
    return m_table;
}

void AroundPanel::setRequest(traffic::RequestId id) {
    m_id = id;
    m_current = id;
    m_each->setEnabled(id != 0);
    m_which->setEnabled(id != 0);
    m_title->setText(id == 0 ? tr("Nothing selected")
                             : tr("Around request %1").arg(text::countText(static_cast<std::uint64_t>(id))));
    begin();
}

void AroundPanel::showClient(traffic::RequestId id) {
    {
        const QSignalBlocker noReach(m_each);
        const QSignalBlocker noChoice(m_which);
        m_each->setCurrentIndex(m_each->findData(-kMinutesOfClient));
        m_which->setCurrentIndex(static_cast<int>(Neighbours::SameClient));
    }
    setRequest(id);
}

void AroundPanel::setTimeZone(const QTimeZone& zone) {
    m_model->setTimeZone(zone);
}

void AroundPanel::begin() {
    m_before = m_after = 1;
    m_current = m_id;
    load();
}

Reach AroundPanel::reach(int steps) const {
    const int each = m_each->currentData().toInt();
    if (each < 0) {
        return {kMostAround, std::chrono::minutes(-each * steps)};
    }
    return {static_cast<std::size_t>(each) * static_cast<std::size_t>(steps)};
}

void AroundPanel::load() {
    m_token.cancel();
    m_earlier->setEnabled(false);
    m_later->setEnabled(false);
    if (m_id == 0) {
        m_model->setRows({}, 0);
        m_state->setText(tr("Choose a request, then Go › Requests around this one."));
        return;
    }
    const auto which = static_cast<Neighbours>(m_which->currentIndex());
    m_token = m_loader.ask<Surroundings>(
        this,
        [id = m_id, before = reach(m_before), after = reach(m_after), which](
            api::SessionQueries& queries, const base::CancelToken& cancel) {
            return requestSurroundings(queries, id, before, after, which, cancel);
        },
        [this](base::Result<Surroundings> found) { take(std::move(found)); });
}

void AroundPanel::take(base::Result<Surroundings> found) {
    if (!found.has_value()) {
        m_model->setRows({}, 0);
        m_state->setText(errorWhat(found.error()));
        return;
    }
    // All are of one client: the gap needs the room.
    m_table->setColumnHidden(AroundModel::Client,
                             m_which->currentIndex() == static_cast<int>(Neighbours::SameClient));
    const QScopedValueRollback guard(m_isFilling, true);  // what is shown already is not asked for again
    m_model->setRows(std::move(found->rows), m_id);
    const int middle = m_model->rowOf(m_id);
    constexpr int kMost = static_cast<int>(kMostAround);
    m_earlier->setEnabled(found->hasEarlier && middle < kMost);
    m_later->setEnabled(found->hasLater && m_model->rowCount() - middle - 1 < kMost);
    showState(middle >= 0);
    const int row = m_model->rowOf(m_current) >= 0 ? m_model->rowOf(m_current) : m_model->rowOf(m_id);
    if (row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    }
}

void AroundPanel::showState(bool isStored) {
    if (!isStored) {
        m_state->setText(tr("No longer stored; these are its neighbours among all sources."));
        return;
    }
    const auto count = [](auto number) { return text::countText(static_cast<std::uint64_t>(number)); };
    const QString requests =
        m_model->rowCount() == 1 ? tr("1 request") : tr("%1 requests").arg(count(m_model->rowCount()));
    const int attacks = m_model->attacks();
    const QString words = attacks == 0   ? tr("%1, no attack").arg(requests)
                          : attacks == 1 ? tr("%1, 1 of them an attack").arg(requests)
                                         : tr("%1, %2 of them attacks").arg(requests, count(attacks));
    m_state->setText(words);
}

}  // namespace mirrorscope::ui::shell
