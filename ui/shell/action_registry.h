// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <deque>
#include <optional>

namespace mirrorscope::ui::shell {

/// Where the keys of an action count.
enum class ActionScope : std::uint8_t {
    Window,
    Table,  // only while a table has the keyboard, so that single letters can be keys
};

/// Every action of the window, registered once by a stable id ("go.id") with its group, its scope and its
/// default keys. Menus, toolbar, the list of keys, docs/ui.md and tests are made from it. Keys can be changed
/// at any time. Owned by the window; UI thread.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString id;
        QString group;  // translated: the heading in the list of keys
        ActionScope scope = ActionScope::Window;
        QList<QKeySequence> defaults;
        QAction* action = nullptr;

        /// The text of the action as a sentence: no mnemonic, no dots.
        QString title() const;
        QList<QKeySequence> keys() const { return action->shortcuts(); }
        bool isChanged() const { return keys() != defaults; }
    };

    explicit ActionRegistry(QWidget* window);

    /// `id` becomes the object name. `text` is what menus show.
    QAction* add(const QString& group, const QString& id, const QString& text,
                 const QList<QKeySequence>& keys = {}, ActionScope scope = ActionScope::Window);
    /// Registers an action that somebody else owns (filter history, docks, a table). Actions of a table are
    /// added to the tables by their owner.
    QAction* adopt(const QString& group, const QString& id, QAction* action,
                   const QList<QKeySequence>& keys = {}, ActionScope scope = ActionScope::Window);

    const std::deque<Entry>& entries() const { return m_entries; }
    /// nullptr: no such id. Stays where it is as long as the registry lives.
    const Entry* find(const QString& id) const;
    /// Who else answers to that key while `of` does; nullptr: nobody. All scopes are alive while a table has
    /// the keyboard, so they share their keys.
    const Entry* holderOf(const QKeySequence& key, const Entry& of) const;

    void setKeys(const Entry& entry, const QList<QKeySequence>& keys);
    /// Gives the key to `entry` as its only one and takes it from whoever has it.
    void takeOver(const Entry& entry, const QKeySequence& key);
    /// Back to the defaults, except those that the user gave to another action.
    void reset(const Entry& entry);
    void resetAll();

    /// Why no action may have that key; nullopt: it may.
    static std::optional<QString> complaintAbout(const QKeySequence& key);

signals:
    void keysChanged();

private:
    QWidget* m_window;
    std::deque<Entry> m_entries;  // addresses stay
};

/// "Ctrl+G" in the words of the platform and language; several joined by "or".
QString keysText(const QList<QKeySequence>& keys);

}  // namespace mirrorscope::ui::shell
