// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QString>
#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace mirrorscope::ui::shell {

class IconLabel;

/// The line below the tables that asks before many are decided about, asks for a reason, shows how far it is
/// and says what was done. No dialog: the rows stay in view and can be looked at. Hidden while there is
/// nothing to say. UI thread.
class TriageBar : public QWidget {
    Q_OBJECT

public:
    explicit TriageBar(QWidget* parent = nullptr);

    struct Question {
        QString text;
        QString more;    // what one should know before; empty: nothing
        QString button;  // "Archive"
        bool wantsReason = false;
    };
    /// Return accepts, Esc cancels; the keyboard goes to the bar.
    void ask(const Question& question);
    /// All that match are chosen: what is to be done with them?
    void offer(const QString& text, const QString& more, const QList<QAction*>& choices);
    /// Cancel only. `all` 0: not known yet.
    void showProgress(const QString& text, std::int64_t done, std::int64_t all);
    /// `undo` takes it back; null: only said.
    void say(const QString& text, QAction* undo);
    /// Who had the keyboard before a question gets it back.
    void leave();

    bool isAsking() const { return m_mode == Mode::Asking; }

signals:
    void accepted(const QString& reason);
    void cancelled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Mode : std::uint8_t { Hidden, Asking, Offering, Running, Saying };

    void setMode(Mode mode, const QString& text, const QString& more);
    void setChoices(const QList<QAction*>& choices);
    void accept();
    void cancel();

    Mode m_mode = Mode::Hidden;
    QLabel* m_text;
    QLabel* m_more;
    QComboBox* m_reason;
    QProgressBar* m_progress;
    QPushButton* m_accept;
    QWidget* m_choices;
    QPushButton* m_cancel;
    QWidget* m_before = nullptr;  // had the keyboard; looked at only while it is a child of the window
};

}  // namespace mirrorscope::ui::shell
