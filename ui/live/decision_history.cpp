// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/decision_history.h"

#include <QPointer>
#include <utility>

namespace mirrorscope::ui::live {

DecisionHistory::DecisionHistory(DecisionRunner& runner, QObject* parent)
    : QObject(parent), m_runner(runner), m_undo(new QAction(this)), m_redo(new QAction(this)) {
    connect(m_undo, &QAction::triggered, this, &DecisionHistory::undo);
    connect(m_redo, &QAction::triggered, this, &DecisionHistory::redo);
    refresh();
}

void DecisionHistory::setSession(const std::filesystem::path& session) {
    if (session != m_session) {
        m_session = session;
        m_waiting.clear();
        m_past.clear();
        m_future.clear();
        refresh();
    }
}

void DecisionHistory::decide(Decision decision) {
    add(std::move(decision));
}

void DecisionHistory::undo() {
    add(Back::Undo);
}

void DecisionHistory::redo() {
    add(Back::Redo);
}

void DecisionHistory::add(Step step) {
    m_waiting.push_back(std::move(step));
    next();
}

void DecisionHistory::next() {
    while (!m_isBusy && !m_waiting.empty()) {
        Step step = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(std::move(step));
    }
    refresh();
}

void DecisionHistory::start(Step step) {
    Decision decision;
    if (auto* made = std::get_if<Decision>(&step)) {
        decision = *made;
    } else {
        auto& steps = std::get<Back>(step) == Back::Undo ? m_past : m_future;
        if (steps.empty()) {
            return;
        }
        decision = steps.back();  // stays there until it is written
    }
    m_isBusy = true;
    DecisionWork work = decision.work;
    m_runner.run(std::move(work), m_session,
                 [self = QPointer(this), step = std::move(step), decision = std::move(decision),
                  session = m_session](base::Result<DecisionOutcome> outcome) {
                     if (!self) {
                         return;
                     }
                     self->m_isBusy = false;
                     if (session == self->m_session) {
                         self->finish(step, decision, std::move(outcome));
                     }
                     emit self->finished();
                     self->next();
                 });
}

void DecisionHistory::finish(const Step& step, Decision decision, base::Result<DecisionOutcome> outcome) {
    if (!outcome.has_value()) {
        emit failed(decision.text, outcome.error());
        return;
    }
    const bool isNew = std::holds_alternative<Decision>(step);
    if (!isNew) {
        (std::get<Back>(step) == Back::Undo ? m_past : m_future).pop_back();
    }
    if (!outcome->back) {
        return;  // it was so already, or the requests are gone
    }
    if (isNew) {
        m_future.clear();
    }
    auto& steps = target(step);
    const bool changesTriage = outcome->changesTriage;
    decision.work = std::move(outcome->back);
    steps.push_back(std::move(decision));
    if (steps.size() > kMostSteps) {
        steps.erase(steps.begin());
    }
    if (!outcome->requests.empty()) {
        emit changed(outcome->requests);
    }
    if (changesTriage) {
        emit triageChanged();
    }
}

std::vector<Decision>& DecisionHistory::target(const Step& step) {
    const auto* back = std::get_if<Back>(&step);
    return back != nullptr && *back == Back::Undo ? m_future : m_past;
}

void DecisionHistory::refresh() {
    const bool isOnItsWay = m_isBusy || !m_waiting.empty();
    m_undo->setEnabled(isOnItsWay || !m_past.empty());
    m_redo->setEnabled(isOnItsWay || !m_future.empty());
    m_undo->setText(m_past.empty() ? tr("&Undo decision") : tr("&Undo “%1”").arg(m_past.back().text));
    m_redo->setText(m_future.empty() ? tr("&Redo decision") : tr("&Redo “%1”").arg(m_future.back().text));
}

}  // namespace mirrorscope::ui::live
