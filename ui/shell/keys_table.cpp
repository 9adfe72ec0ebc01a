// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keys_table.h"

#include <QHash>

#include "ui/shell/action_registry.h"
#include "ui/shell/fixed_keys.h"

namespace mirrorscope::ui::shell {
namespace {

QString cell(QString text) {
    return text.replace(u'|', QStringLiteral("\\|"));
}

QString quotedKeys(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys) {
        texts += u'`' + cell(key.toString(QKeySequence::PortableText)) + u'`';
    }
    return texts.join(QStringLiteral(", "));
}

}  // namespace

QString keysTable(const ActionRegistry& registry) {
    QStringList groups;
    QHash<QString, QString> lines;
    for (const ActionRegistry::Entry& entry : registry.entries()) {
        if (!groups.contains(entry.group)) {
            groups += entry.group;
        }
        const QString scope =
            entry.scope == ActionScope::Table ? QStringLiteral("tables") : QStringLiteral("window");
        lines[entry.group] +=
            QStringLiteral("| %1 | %2 | %3 | %4 | `%5` |\n")
                .arg(cell(entry.group), cell(entry.title()), quotedKeys(entry.defaults), scope, entry.id);
    }
    QString page = QStringLiteral("| group | action | keys | counts in | id |\n|---|---|---|---|---|\n");
    for (const QString& group : groups) {
        page += lines[group];
    }
    for (const FixedKey& key : fixedKeys()) {
        page += QStringLiteral("| %1 | %2 | %3 | fixed | |\n")
                    .arg(cell(key.group), cell(key.what), cell(key.keys));
    }
    return page;
}

}  // namespace mirrorscope::ui::shell
