// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace mirrorscope::ui::shell {

/// Takes the next key that is pressed as text, also one that an action has. Tab still leaves it and Esc still
/// closes what it stands in, so that nobody is caught. UI thread.
class KeyField : public QLineEdit {
    Q_OBJECT

public:
    explicit KeyField(QWidget* parent = nullptr);

    void setKeys(const QList<QKeySequence>& keys);

signals:
    void pressed(const QKeySequence& key);
    /// Backspace or Delete: no key.
    void cleared();
    /// Return: as it is.
    void confirmed();
    /// Esc: as it was.
    void cancelled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace mirrorscope::ui::shell
