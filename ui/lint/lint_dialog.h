// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>

#include "ui/lint/lint_runner.h"

class QComboBox;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::lint {

class ConfigurationEdit;
class LintState;
class TrapPanel;
class TrapsModel;

/// "Check a configuration": a text that is pasted, typed, opened or dropped, and its traps beside it. Stands
/// beside the window. Checked on a thread of its own once typing pauses; until then the last traps stay. UI
/// thread.
class LintDialog : public QDialog {
    Q_OBJECT

public:
    explicit LintDialog(QWidget* parent = nullptr);
    ~LintDialog() override;

    /// The text is replaced when the file could be read.
    void openFile(const QString& path);

    /// Typing that pauses that long has ended.
    static constexpr int kPauseMs = 300;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildParts();
    QWidget* makeHead();
    QWidget* makeResult();
    QWidget* makeFoot();
    void wire();
    void askForFile();
    void takeFile(const std::string& path, const std::string& bytes);
    void fail(const base::Error& error);
    void check();
    void take(const SharedAnswer& answer);
    void showKind();
    void showCounts();
    void chooseTrap(int row);
    void step(int by);
    void goToFailure();
    void copyAll();

    ConfigurationEdit* m_text;
    TrapsModel* m_model;
    LintRunner* m_runner;
    QTimer m_pause;
    SharedAnswer m_answer;
    std::string m_file;  // of which the text was read; empty: pasted or typed
    bool m_isChoosing = false;

    QComboBox* m_kind = nullptr;
    text::PlainLabel* m_name = nullptr;
    text::PlainLabel* m_readAs = nullptr;
    QStackedWidget* m_result = nullptr;
    QWidget* m_list = nullptr;
    QTableView* m_table = nullptr;
    TrapPanel* m_trap = nullptr;
    LintState* m_state = nullptr;
    text::PlainLabel* m_trust = nullptr;
    text::PlainLabel* m_counts = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_copyAll = nullptr;
};

}  // namespace mirrorscope::ui::lint
