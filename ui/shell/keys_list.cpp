// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keys_list.h"

#include "ui/shell/fixed_keys.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kActionWidth = 330;
enum Column { Action, Keys };

QTreeWidgetItem* groupItem(QTreeWidget& tree, const QString& title) {
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        if (tree.topLevelItem(i)->text(Action) == title) {
            return tree.topLevelItem(i);
        }
    }
    auto* group = new QTreeWidgetItem(&tree, {title});
    QFont strong = tree.font();
    strong.setWeight(theme::kStrongWeight);
    group->setFont(Action, strong);
    group->setSizeHint(Action, {0, theme::kRowHeight});
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    return group;
}

QTreeWidgetItem* rowItem(QTreeWidget& tree, const QString& group, const QStringList& texts) {
    auto* item = new QTreeWidgetItem(groupItem(tree, group), texts);
    item->setSizeHint(Action, {0, theme::kRowHeight});
    return item;
}

}  // namespace

KeysList::KeysList(const ActionRegistry& registry, QWidget* parent)
    : QTreeWidget(parent), m_registry(registry) {
    setHeaderLabels({tr("Action"), tr("Keys")});
    setRootIsDecorated(false);
    setIndentation(theme::kBarSide);
    fill();
    connect(&m_registry, &ActionRegistry::keysChanged, this, &KeysList::showKeys);
}

void KeysList::fill() {
    for (const ActionRegistry::Entry& entry : m_registry.entries()) {
        const QString group = entry.scope == ActionScope::Table ? tr("While a table has focus") : entry.group;
        QTreeWidgetItem* item = rowItem(*this, group, {entry.title()});
        item->setData(Action, Qt::UserRole, entry.id);
        m_entries.insert(item, &entry);
    }
    for (const FixedKey& key : fixedKeys()) {
        QTreeWidgetItem* item = rowItem(*this, key.group, {key.what, key.keys});
        item->setForeground(Action, palette().color(QPalette::PlaceholderText));
        item->setForeground(Keys, palette().color(QPalette::PlaceholderText));
    }
    expandAll();
    setColumnWidth(Action, kActionWidth);
    showKeys();
}

void KeysList::showKeys() {
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        QTreeWidgetItem* item = entry.key();
        QFont face = font();
        face.setWeight(entry.value()->isChanged() ? theme::kStrongWeight : QFont::Normal);
        item->setText(Keys, keysText(entry.value()->keys()));
        item->setFont(Keys, face);
        item->setToolTip(Keys,
                         entry.value()->isChanged()
                             ? text::plainToolTip(tr("At first: %1").arg(keysText(entry.value()->defaults)))
                             : QString());
    }
}

void KeysList::find(const QString& text) {
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* item = group->child(j);
            const bool fits = item->text(Action).contains(text, Qt::CaseInsensitive) ||
                              item->text(Keys).contains(text, Qt::CaseInsensitive);
            item->setHidden(!fits);
            any = any || fits;
            first = fits && first == nullptr ? item : first;
        }
        group->setHidden(!any);
    }
    setCurrentItem(first);
}

const ActionRegistry::Entry* KeysList::chosen() const {
    return m_entries.value(currentItem(), nullptr);
}

}  // namespace mirrorscope::ui::shell
