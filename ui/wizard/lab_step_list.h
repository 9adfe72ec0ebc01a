// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/lab/lab_outcome.h"

class QGridLayout;
class QLabel;
class QProgressBar;

namespace mirrorscope::ui::text {
class IconMark;
class PlainLabel;
}  // namespace mirrorscope::ui::text

namespace mirrorscope::ui::wizard {

/// The steps of a lab, each with its state as icon and words: waiting, running, done with what came of it,
/// failed, stopped. UI thread.
class LabStepList final : public QWidget {
    Q_OBJECT

public:
    enum class State : std::uint8_t { Waiting, Running, Done, Failed, Stopped, NotReached };

    explicit LabStepList(QWidget* parent);

    /// All wait.
    void clear();
    /// The first one runs.
    void begin();
    void take(const lab::LabProgress& progress);
    void finish(const lab::LabOutcome& outcome);
    State state(lab::LabStep step) const { return m_rows[static_cast<std::size_t>(step)].state; }

private:
    struct Row {
        State state = State::Waiting;
        text::IconMark* mark = nullptr;
        QLabel* title = nullptr;
        text::PlainLabel* detail = nullptr;
    };

    void addRow(QGridLayout& grid, const QString& title);
    void set(lab::LabStep step, State state, const QString& detail = {});
    void showRun(const probe::RunProgress& run);
    /// The one that runs, or the last.
    lab::LabStep current() const;

    std::vector<Row> m_rows;  // by LabStep
    QProgressBar* m_bar;      // of the probes
    probe::RunProgress m_run;
};

}  // namespace mirrorscope::ui::wizard
