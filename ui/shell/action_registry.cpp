// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_registry.h"

#include <QWidget>
#include <algorithm>
#include <array>

namespace mirrorscope::ui::shell {
namespace {

/// Without a modifier these move within every widget, press it or leave it.
constexpr std::array kOfEveryWidget{Qt::Key_Up,     Qt::Key_Down,     Qt::Key_Left,   Qt::Key_Right,
                                    Qt::Key_Home,   Qt::Key_End,      Qt::Key_PageUp, Qt::Key_PageDown,
                                    Qt::Key_Return, Qt::Key_Enter,    Qt::Key_Tab,    Qt::Key_Backtab,
                                    Qt::Key_Delete, Qt::Key_Backspace};

/// With Ctrl, fields and panes know these: copy, cut, paste, select all, find.
constexpr std::array kOfPanes{Qt::Key_C, Qt::Key_X, Qt::Key_V, Qt::Key_A, Qt::Key_F};

constexpr std::array kModifierKeys{Qt::Key_Shift, Qt::Key_Control, Qt::Key_Meta, Qt::Key_Alt, Qt::Key_AltGr};

bool isOneOf(const auto& keys, Qt::Key key) {
    return std::ranges::find(keys, key) != keys.end();
}

}  // namespace

QString ActionRegistry::Entry::title() const {
    // A doubled one is a letter, as in the name of a view.
    constexpr QChar kLetter(0);
    QString text = action->text().replace(QStringLiteral("&&"), kLetter);
    return text.remove(u'&').remove(u'…').replace(kLetter, u'&');
}

ActionRegistry::ActionRegistry(QWidget* window) : QObject(window), m_window(window) {}

QAction* ActionRegistry::add(const QString& group, const QString& id, const QString& text,
                             const QList<QKeySequence>& keys, ActionScope scope) {
    return adopt(group, id, new QAction(text, this), keys, scope);
}

QAction* ActionRegistry::adopt(const QString& group, const QString& id, QAction* action,
                               const QList<QKeySequence>& keys, ActionScope scope) {
    Q_ASSERT_X(find(id) == nullptr, "ActionRegistry", "an id is registered once");
    action->setObjectName(id);
    action->setShortcuts(keys);
    if (scope == ActionScope::Window) {
        action->setShortcutContext(Qt::WindowShortcut);
        m_window->addAction(action);
    } else {
        action->setShortcutContext(Qt::WidgetShortcut);
    }
    m_entries.push_back({id, group, scope, keys, action});
    return action;
}

const ActionRegistry::Entry* ActionRegistry::find(const QString& id) const {
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

const ActionRegistry::Entry* ActionRegistry::holderOf(const QKeySequence& key, const Entry& of) const {
    const auto found = std::ranges::find_if(
        m_entries, [&](const Entry& entry) { return entry.id != of.id && entry.keys().contains(key); });
    return found == m_entries.end() ? nullptr : &*found;
}

void ActionRegistry::setKeys(const Entry& entry, const QList<QKeySequence>& keys) {
    if (entry.keys() != keys) {
        entry.action->setShortcuts(keys);
        emit keysChanged();
    }
}

void ActionRegistry::takeOver(const Entry& entry, const QKeySequence& key) {
    while (const Entry* holder = holderOf(key, entry)) {
        QList<QKeySequence> left = holder->keys();
        left.removeAll(key);
        holder->action->setShortcuts(left);
    }
    entry.action->setShortcuts({key});
    emit keysChanged();
}

void ActionRegistry::reset(const Entry& entry) {
    QList<QKeySequence> keys = entry.defaults;
    keys.removeIf([&](const QKeySequence& key) { return holderOf(key, entry) != nullptr; });
    setKeys(entry, keys);
}

void ActionRegistry::resetAll() {
    for (const Entry& entry : m_entries) {
        entry.action->setShortcuts(entry.defaults);
    }
    emit keysChanged();
}

std::optional<QString> ActionRegistry::complaintAbout(const QKeySequence& key) {
    if (key.count() != 1 || key[0].key() == Qt::Key_unknown || key[0].key() == Qt::Key(0)) {
        return tr("This is no key.");
    }
    const Qt::Key pressed = key[0].key();
    const Qt::KeyboardModifiers held = key[0].keyboardModifiers() & ~Qt::KeypadModifier;
    if (isOneOf(kModifierKeys, pressed)) {
        return tr("This is no key of its own.");
    }
    if ((held & ~Qt::ShiftModifier) == Qt::NoModifier && isOneOf(kOfEveryWidget, pressed)) {
        return tr("This key moves within lists and fields.");
    }
    if ((held == Qt::ControlModifier && isOneOf(kOfPanes, pressed)) ||
        (held == Qt::NoModifier && pressed == Qt::Key_F3)) {
        return tr("This key copies or finds in the pane that has the keyboard.");
    }
    if (held == Qt::AltModifier && pressed >= Qt::Key_A && pressed <= Qt::Key_Z) {
        return tr("Alt and a letter opens a menu.");
    }
    return std::nullopt;
}

QString keysText(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys) {
        texts += key.toString(QKeySequence::NativeText);
    }
    return texts.join(ActionRegistry::tr(" or "));
}

}  // namespace mirrorscope::ui::shell
