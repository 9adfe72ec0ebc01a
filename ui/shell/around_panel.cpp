// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/around_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>
#include <array>

#include "ui/live/page_loader.h"
#include "ui/shell/around_model.h"
#include "ui/shell/conditions.h"
#include "ui/shell/icon_label.h"
#include "ui/shell/request_surroundings.h"
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
/// Of the columns of AroundModel; the path takes the rest.
constexpr std::array kWidths{64, 104, 112, 116, 64, 80, 88};
constexpr int kPathColumn = 5;

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
    connect(m_each, &QComboBox::currentIndexChanged, this, &AroundPanel::load);
    connect(m_which, &QComboBox::currentIndexChanged, this, &AroundPanel::load);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    bar->setSpacing(theme::kBetween);
    bar->addWidget(m_title, 1);
    bar->addWidget(m_each);
    bar->addWidget(m_which);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(bar);
    column->addWidget(m_state);
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
                    emit requestChosen(id);
                }
            });
}

QWidget* AroundPanel::table() const {
    return m_table;
}

void AroundPanel::setRequest(traffic::RequestId id) {
    m_id = id;
    m_each->setEnabled(id != 0);
    m_which->setEnabled(id != 0);
    m_title->setText(id == 0 ? tr("Nothing selected")
                             : tr("Around request %1").arg(text::countText(static_cast<std::uint64_t>(id))));
    load();
}

void AroundPanel::setTimeZone(const QTimeZone& zone) {
    m_model->setTimeZone(zone);
}

void AroundPanel::load() {
    m_token.cancel();
    if (m_id == 0) {
        m_model->setRows({}, 0);
        m_state->setText(tr("Choose a request, then Go › Requests around this one."));
        m_state->show();
        return;
    }
    using Rows = std::vector<traffic::RequestRow>;
    const auto each = static_cast<std::size_t>(m_each->currentData().toInt());
    const auto which = static_cast<Neighbours>(m_which->currentIndex());
    m_token = m_loader.ask<Rows>(
        this,
        [id = m_id, each, which](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return requestSurroundings(queries, id, each, which, cancel);
        },
        [this](base::Result<Rows> rows) { take(std::move(rows)); });
}

void AroundPanel::take(base::Result<std::vector<traffic::RequestRow>> rows) {
    if (!rows.has_value()) {
        m_model->setRows({}, 0);
        m_state->setText(errorWhat(rows.error()));
        m_state->show();
        return;
    }
    m_model->setRows(std::move(*rows), m_id);
    const int row = m_model->rowOf(m_id);
    m_state->setText(tr("No longer stored; these are its neighbours among all sources."));
    m_state->setVisible(row < 0);
    if (row >= 0) {
        // It is shown already: choosing it says nothing new.
        const QScopedValueRollback guard(m_isFilling, true);
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    }
}

}  // namespace mirrorscope::ui::shell
