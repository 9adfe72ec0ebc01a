// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_store.h"

#include <QCoreApplication>
#include <QSettings>
#include <utility>

#include "ui/shell/action_registry.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr auto kGroup = "keys";
/// A file that somebody else wrote does not decide how much is read.
constexpr int kLongestEntry = 200;

QString tr(const char* text) {
    return QCoreApplication::translate("KeyStore", text);
}

QString shown(const QString& text) {
    return text::shownText(text.left(kLongestEntry).toStdString());
}

QList<QKeySequence> readKeys(const QString& id, const QString& text, QStringList& problems) {
    QList<QKeySequence> keys;
    for (const QString& part : text.left(kLongestEntry).split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        const QKeySequence key = QKeySequence::fromString(part, QKeySequence::PortableText);
        if (const auto complaint = ActionRegistry::complaintAbout(key)) {
            problems += tr("%1: “%2” is left out. %3").arg(shown(id), shown(part), *complaint);
        } else if (!keys.contains(key)) {
            keys += key;
        }
    }
    return keys;
}

/// Two actions with one key would both stay silent: a changed one gives way.
void dropConflicts(ActionRegistry& registry, QStringList& problems) {
    for (const ActionRegistry::Entry& entry : registry.entries()) {
        for (const QKeySequence& key : entry.isChanged() ? entry.keys() : QList<QKeySequence>()) {
            if (const ActionRegistry::Entry* holder = registry.holderOf(key, entry)) {
                problems += tr("%1: “%2” is left out. It belongs to “%3”.")
                                .arg(entry.id, key.toString(QKeySequence::NativeText), holder->title());
                QList<QKeySequence> left = entry.keys();
                left.removeAll(key);
                registry.setKeys(entry, left);
            }
        }
    }
}

}  // namespace

KeyStore::KeyStore(QString file) : m_file(std::move(file)) {}

QStringList KeyStore::applyTo(ActionRegistry& registry) const {
    QStringList problems;
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(QLatin1String(kGroup));
    for (const QString& id : settings.childKeys()) {
        const ActionRegistry::Entry* entry = registry.find(id);
        if (entry == nullptr) {
            problems += tr("%1: there is no such action.").arg(shown(id));
            continue;
        }
        const QString text = settings.value(id).toString();
        const QList<QKeySequence> keys = readKeys(id, text, problems);
        // Nothing left of a broken entry: not the same as an entry without keys.
        if (!keys.isEmpty() || text.isEmpty()) {
            registry.setKeys(*entry, keys);
        }
    }
    dropConflicts(registry, problems);
    return problems;
}

void KeyStore::save(const ActionRegistry& registry) const {
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(QLatin1String(kGroup));
    settings.beginGroup(QLatin1String(kGroup));
    for (const ActionRegistry::Entry& entry : registry.entries()) {
        if (entry.isChanged()) {
            settings.setValue(entry.id, QKeySequence::listToString(entry.keys(), QKeySequence::PortableText));
        }
    }
}

}  // namespace mirrorscope::ui::shell
