// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/entry_list.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::known {
namespace {

constexpr int kListHeight = 120;

}  // namespace

EntryList::EntryList(const QString& name, const QString& title, const QString& whatFor, QWidget* parent)
    : QWidget(parent),
      m_list(new QListWidget(this)),
      m_empty(new text::PlainLabel(whatFor, this)),
      m_add(new QPushButton(tr("&Add"), this)),
      m_examples(new QPushButton(tr("Add &examples"), this)),
      m_remove(new QPushButton(tr("&Remove"), this)) {
    m_list->setObjectName(name + QStringLiteral(".list"));
    m_list->setAccessibleName(title);
    m_list->setMinimumHeight(kListHeight);
    m_list->installEventFilter(this);
    m_empty->setObjectName(name + QStringLiteral(".empty"));
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_add->setObjectName(name + QStringLiteral(".add"));
    m_examples->setObjectName(name + QStringLiteral(".examples"));
    m_remove->setObjectName(name + QStringLiteral(".remove"));
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(theme::kInside);
    for (QPushButton* button : {m_add, m_examples, m_remove}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(theme::kBetween);
    upper->addWidget(m_list, 1);
    upper->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_empty);
    layout->addLayout(upper, 1);
    setFocusProxy(m_list);
    connect(m_add, &QPushButton::clicked, this, &EntryList::addWanted);
    connect(m_examples, &QPushButton::clicked, this, &EntryList::examplesWanted);
    connect(m_remove, &QPushButton::clicked, this, &EntryList::removeWanted);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        if (!m_isFilling) {
            refresh();
            emit chosenChanged();
        }
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (!m_isFilling) {
            emit switched(m_list->row(item), item->checkState() == Qt::Checked);
        }
    });
    refresh();
}

void EntryList::fill(const QList<EntryLine>& lines, int choose) {
    {
        const QScopedValueRollback guard(m_isFilling, true);
        m_list->clear();
        for (const EntryLine& line : lines) {
            auto* item = new QListWidgetItem;
            m_list->addItem(item);
            paint(item, line);
        }
        m_list->setCurrentRow(std::min(choose, m_list->count() - 1));
    }
    refresh();
    emit chosenChanged();
}

void EntryList::set(int row, const EntryLine& line) {
    const QScopedValueRollback guard(m_isFilling, true);
    paint(m_list->item(row), line);
}

void EntryList::paint(QListWidgetItem* item, const EntryLine& line) {
    item->setText(line.state.isEmpty() ? line.text : tr("%1 – %2").arg(line.text, line.state));
    item->setSizeHint({0, theme::kRowHeight});
    item->setForeground(theme::color(line.isWeak ? theme::Role::Text2 : theme::Role::Text));
    if (line.isOn) {
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(*line.isOn ? Qt::Checked : Qt::Unchecked);
    }
    const QString state = line.isOn ? (*line.isOn ? tr("on") : tr("off")) : QString();
    item->setData(Qt::AccessibleTextRole,
                  state.isEmpty() ? item->text() : tr("%1, %2").arg(item->text(), state));
}

int EntryList::chosen() const {
    return m_list->currentRow();
}

void EntryList::choose(int row) {
    m_list->setCurrentRow(row);
}

void EntryList::setFull(bool isFull) {
    m_isFull = isFull;
    refresh();
}

void EntryList::refresh() {
    const bool isEmpty = m_list->count() == 0;
    m_empty->setVisible(isEmpty);
    m_examples->setVisible(isEmpty);
    m_add->setEnabled(!m_isFull);
    m_remove->setEnabled(chosen() >= 0);
}

bool EntryList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && chosen() >= 0) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete) {
            emit removeWanted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::known
