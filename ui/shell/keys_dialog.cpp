// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keys_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/shell/action_collection.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr QSize kSize{520, 560};
constexpr int kKeyWidth = 180;

QString plainText(const QAction& action) {
    QString text = action.text();
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

QTreeWidgetItem* groupItem(QTreeWidget& tree, const QString& title) {
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        if (tree.topLevelItem(i)->text(0) == title) {
            return tree.topLevelItem(i);
        }
    }
    auto* group = new QTreeWidgetItem(&tree, {title});
    QFont strong = tree.font();
    strong.setWeight(theme::kStrongWeight);
    group->setFont(0, strong);
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    return group;
}

void addKey(QTreeWidget& tree, const QString& group, const QString& keys, const QString& what) {
    new QTreeWidgetItem(groupItem(tree, group), {keys, what});
}

QString shortcutsOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& shortcut : action.shortcuts()) {
        keys += shortcut.toString(QKeySequence::NativeText);
    }
    return keys.join(KeysDialog::tr(" or "));
}

/// Keys that belong to the widget with the focus, so no action has them.
void addFocusKeys(QTreeWidget& tree) {
    const QString tables = KeysDialog::tr("While a table has focus");
    addKey(tree, tables, QStringLiteral("J K"), KeysDialog::tr("Next and previous row"));
    const auto native = [](const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); };
    addKey(tree, tables, native(QKeySequence(Qt::CTRL | Qt::Key_0)), KeysDialog::tr("Arrival order"));
    addKey(tree, tables, native(QKeySequence(QKeySequence::Copy)), KeysDialog::tr("Copy the selected rows"));
    addKey(tree, tables, KeysDialog::tr("Left, Right"), KeysDialog::tr("Close and open a group"));
    addKey(tree, tables, KeysDialog::tr("Return"), KeysDialog::tr("Go to the detail"));
    const QString field = KeysDialog::tr("While the filter has focus");
    addKey(tree, field, KeysDialog::tr("Up, Down"), KeysDialog::tr("Earlier conditions"));
    addKey(tree, field, KeysDialog::tr("Backspace"), KeysDialog::tr("Edit the last condition"));
    addKey(tree, field, KeysDialog::tr("Esc"), KeysDialog::tr("Empty the field, then undo the last step"));
}

}  // namespace

KeysDialog::KeysDialog(const ActionCollection& actions, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("dialog.keys"));
    setWindowTitle(tr("Keys"));
    resize(kSize);
    auto* tree = new QTreeWidget(this);
    tree->setObjectName(QStringLiteral("keys.list"));
    tree->setAccessibleName(tr("Keys"));
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setIndentation(theme::kBarSide);
    for (const ActionCollection::Entry& entry : actions.entries()) {
        if (!entry.action->shortcuts().isEmpty()) {
            addKey(*tree, entry.group, shortcutsOf(*entry.action), plainText(*entry.action));
        }
    }
    addFocusKeys(*tree);
    tree->expandAll();
    tree->setColumnWidth(0, kKeyWidth);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(tree);
    layout->addWidget(buttons);
}

}  // namespace mirrorscope::ui::shell
