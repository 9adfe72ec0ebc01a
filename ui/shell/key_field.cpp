// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_field.h"

#include <QKeyEvent>

#include "ui/shell/action_registry.h"

namespace mirrorscope::ui::shell {
namespace {

bool isBare(const QKeyEvent& event) {
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Meta || key == Qt::Key_Alt ||
           key == Qt::Key_AltGr || key == 0 || key == Qt::Key_unknown;
}

/// Shift is part of the sign: "*" is typed with it on one keyboard and without on another.
QKeySequence sequenceOf(const QKeyEvent& event) {
    Qt::KeyboardModifiers held = event.modifiers() & ~Qt::KeypadModifier;
    const bool isSign = event.key() < Qt::Key_Escape && event.key() != Qt::Key_Space &&
                        (event.key() < Qt::Key_A || event.key() > Qt::Key_Z) &&
                        (event.key() < Qt::Key_0 || event.key() > Qt::Key_9);
    if (isSign && held == Qt::ShiftModifier) {
        held = Qt::NoModifier;
    }
    return QKeySequence(QKeyCombination(held, static_cast<Qt::Key>(event.key())));
}

}  // namespace

KeyField::KeyField(QWidget* parent) : QLineEdit(parent) {
    setReadOnly(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAttribute(Qt::WA_InputMethodEnabled, false);
}

void KeyField::setKeys(const QList<QKeySequence>& keys) {
    setText(keysText(keys));
}

bool KeyField::event(QEvent* event) {
    // Every key is for us, not for the actions and the dialog.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void KeyField::keyPressEvent(QKeyEvent* event) {
    event->accept();
    const int key = event->key();
    if (isModifier(key)) {
        return;
    }
    if (isBare(*event) && (key == Qt::Key_Backspace || key == Qt::Key_Delete)) {
        emit cleared();
    } else if (isBare(*event) && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        emit confirmed();
    } else if (isBare(*event) && key == Qt::Key_Escape) {
        emit cancelled();
    } else {
        emit pressed(sequenceOf(*event));
    }
}

}  // namespace mirrorscope::ui::shell
