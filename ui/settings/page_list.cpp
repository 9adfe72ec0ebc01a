// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/page_list.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/settings/settings_page.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kWidth = 216;
constexpr int kRow = 32;
constexpr int kPageRole = Qt::UserRole;
constexpr int kFieldRole = Qt::UserRole + 1;

QListWidget* makeList(const char* name, const QString& title, QWidget* parent) {
    auto* list = new QListWidget(parent);
    list->setObjectName(QLatin1String(name));
    list->setAccessibleName(title);
    list->setFrameShape(QFrame::NoFrame);
    list->viewport()->setBackgroundRole(QPalette::Window);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    return list;
}

QListWidgetItem* addItem(QListWidget* list, const QString& text, int page) {
    auto* item = new QListWidgetItem(text, list);
    item->setSizeHint({0, kRow});
    item->setData(kPageRole, page);
    return item;
}

}  // namespace

PageList::PageList(std::vector<SettingsPage*> pages, QWidget* parent)
    : QWidget(parent),
      m_pages(std::move(pages)),
      m_search(new QLineEdit(this)),
      m_list(makeList("settings.pages", tr("Pages"), this)),
      m_found(makeList("settings.found", tr("Settings found"), this)) {
    setFixedWidth(kWidth);
    m_search->setObjectName(QStringLiteral("settings.search"));
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(tr("Find a setting"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(theme::icon(theme::Icon::Search), QLineEdit::LeadingPosition);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        addItem(m_list, m_pages[i]->title(), static_cast<int>(i));
    }
    m_found->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kBetween, theme::kBarSide, theme::kBetween, theme::kBetween);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_found, 1);
    m_search->installEventFilter(this);
    m_found->installEventFilter(this);
    connect(m_list, &QListWidget::currentRowChanged, this, &PageList::pageChosen);
    connect(m_search, &QLineEdit::textChanged, this, &PageList::search);
    connect(m_found, &QListWidget::itemClicked, this, &PageList::takeFound);
    m_list->setCurrentRow(0);
}

int PageList::current() const {
    return m_list->currentRow();
}

void PageList::setCurrent(int page) {
    m_list->setCurrentRow(page);
}

void PageList::refreshMarks() {
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        const QString title = m_pages[i]->title();
        const bool isChanged = m_pages[i]->isChanged();
        const bool isWrong = m_pages[i]->isWrong();
        item->setText(isChanged ? title + QStringLiteral(" •") : title);
        item->setIcon(isWrong ? theme::icon(theme::Icon::Fail, theme::Role::Critical) : QIcon());
        item->setData(Qt::AccessibleTextRole, isWrong     ? tr("%1, has an error").arg(title)
                                              : isChanged ? tr("%1, changed").arg(title)
                                                          : title);
    }
}

void PageList::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool PageList::isSearching() const {
    return !m_search->text().isEmpty();
}

void PageList::endSearch() {
    m_search->clear();
}

void PageList::search(const QString& words) {
    const bool isSearching = !words.trimmed().isEmpty();
    m_found->setVisible(isSearching);
    m_list->setVisible(!isSearching);
    m_found->clear();
    if (!isSearching) {
        return;
    }
    for (std::size_t page = 0; page < m_pages.size(); ++page) {
        for (SettingField* field : m_pages[page]->fields()) {
            if (field->isFoundBy(words)) {
                QListWidgetItem* item =
                    addItem(m_found, m_pages[page]->title() + QStringLiteral(" › ") + field->title(),
                            static_cast<int>(page));
                item->setData(kFieldRole, QVariant::fromValue<QObject*>(field));
            }
        }
    }
    if (m_found->count() == 0) {
        addItem(m_found, tr("No setting matches"), -1)->setFlags(Qt::NoItemFlags);
        return;
    }
    m_found->setCurrentRow(0);
}

void PageList::takeFound() {
    const QListWidgetItem* item = m_found->currentItem();
    if (item == nullptr || item->data(kPageRole).toInt() < 0) {
        return;
    }
    const int page = item->data(kPageRole).toInt();
    auto* field = qobject_cast<SettingField*>(item->data(kFieldRole).value<QObject*>());
    m_search->clear();
    emit fieldChosen(page, field);
}

bool PageList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        takeFound();
        return true;
    }
    if (key == Qt::Key_Escape && isSearching()) {
        endSearch();
        return true;
    }
    const bool moves = key == Qt::Key_Down || key == Qt::Key_Up;
    if (watched == m_search && moves && isSearching()) {
        const int row = m_found->currentRow() + (key == Qt::Key_Down ? 1 : -1);
        m_found->setCurrentRow(qBound(0, row, m_found->count() - 1));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::settings
