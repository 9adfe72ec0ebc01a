// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>

#include "ui/shell/action_registry.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorscope::ui::shell {

class KeyField;
class KeysList;

/// Every key of the window: found, changed by pressing the new one, taken over from another action, set back.
/// Changes count at once; who saves them listens to the registry. UI thread.
class KeysDialog : public QDialog {
    Q_OBJECT

public:
    /// `problems`: what the file of keys had wrong.
    KeysDialog(ActionRegistry& registry, const QStringList& problems, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildParts(const QStringList& problems);
    void layOut();
    void wire();
    void choose();
    void edit();
    void take(const QKeySequence& key);
    void takeOver();
    void leave();
    void say(const QString& message, bool isWrong);

    ActionRegistry& m_registry;
    std::optional<QKeySequence> m_wanted;  // belongs to another action
    QLineEdit* m_search;
    KeysList* m_list;
    QLabel* m_what;
    KeyField* m_field;
    QLabel* m_message;
    QLabel* m_problems;
    QPushButton* m_takeOver;
    QPushButton* m_none;
    QPushButton* m_reset;
    QPushButton* m_resetAll;
};

}  // namespace mirrorscope::ui::shell
