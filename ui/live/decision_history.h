// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>
#include <deque>
#include <optional>
#include <variant>
#include <vector>

#include "ui/live/decision_runner.h"

namespace mirrorscope::ui::live {

/// What was decided in this window, to be taken back and done again. Not a QUndoStack: a step is written off
/// the UI thread and may fail, and one that failed stays where it was, to be tried again. Steps that are
/// asked for while another one is written wait for it, so that their order is the order of the keys. UI
/// thread; the runner outlives it.
class DecisionHistory : public QObject {
    Q_OBJECT

public:
    /// Each holds at most DecisionService::kMostRequests ids: 16 MB in the worst case.
    static constexpr std::size_t kMostSteps = 100;

    explicit DecisionHistory(DecisionRunner& runner, QObject* parent = nullptr);

    /// What was decided about another session is not taken back in this one: nothing is left to undo.
    void setSession(const std::filesystem::path& session);

    void decide(Decision decision);

    /// Enabled while there is something, and named after it.
    QAction* undoAction() const { return m_undo; }
    QAction* redoAction() const { return m_redo; }
    bool isBusy() const { return m_isBusy; }

public slots:
    void undo();
    void redo();

signals:
    /// Done, undone or redone: these requests say something else now.
    void changed(const std::vector<mirrorscope::traffic::RequestId>& requests);
    /// `text`: of the decision. Nothing was written.
    void failed(const QString& text, const mirrorscope::base::Error& error);
    /// The triage of whatever requests and attacks says something else now.
    void triageChanged();
    /// Each decision, undone or redone too, whether it was written or not.
    void finished();

private:
    enum class Back : std::uint8_t { Undo, Redo };
    using Step = std::variant<Decision, Back>;

    void add(Step step);
    void next();
    void start(Step step);
    void finish(const Step& step, Decision decision, base::Result<DecisionOutcome> outcome);
    std::vector<Decision>& target(const Step& step);
    void refresh();

    DecisionRunner& m_runner;
    QAction* m_undo;
    QAction* m_redo;
    std::filesystem::path m_session;
    std::deque<Step> m_waiting;
    std::vector<Decision> m_past;    // the work takes it back
    std::vector<Decision> m_future;  // the work does it again
    bool m_isBusy = false;
};

}  // namespace mirrorscope::ui::live
