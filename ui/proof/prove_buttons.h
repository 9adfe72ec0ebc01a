// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::proof {

/// What can be done with a proof: "Save report…" and "Start", "Cancel" or "Run again", with a note before
/// them. UI thread.
class ProveButtons final : public QWidget {
    Q_OBJECT

public:
    explicit ProveButtons(QWidget* parent = nullptr);

    void setState(bool mayStart, bool isRunning, bool hasProof);
    void setNote(const QString& note);

signals:
    void startRequested();
    void cancelRequested();
    void saveRequested();

private:
    text::PlainLabel* m_note;
    QPushButton* m_save;
    QPushButton* m_start;
    QPushButton* m_cancel;
};

}  // namespace mirrorscope::ui::proof
