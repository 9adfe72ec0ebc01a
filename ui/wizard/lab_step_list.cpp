// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/lab_step_list.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <algorithm>

#include "ui/text/icon_mark.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/lab_words.h"

namespace mirrorscope::ui::wizard {
namespace {

using lab::LabStep;
using State = LabStepList::State;

constexpr int kBarHeight = 6;

struct Mark {
    theme::Icon icon;
    theme::Role role;
};

Mark markOf(State state) {
    switch (state) {
        case State::Running:
            return {theme::Icon::Play, theme::Role::Accent};
        case State::Done:
            return {theme::Icon::Ok, theme::Role::Ok};
        case State::Failed:
            return {theme::Icon::Fail, theme::Role::Critical};
        case State::Stopped:
            return {theme::Icon::Silent, theme::Role::Text2};
        default:
            return {theme::Icon::ShapeRing, theme::Role::Control};
    }
}

QString wordOf(State state) {
    switch (state) {
        case State::Waiting:
            return LabStepList::tr("waiting");
        case State::Running:
            return LabStepList::tr("running");
        case State::Done:
            return LabStepList::tr("done");
        case State::Failed:
            return LabStepList::tr("failed");
        case State::Stopped:
            return LabStepList::tr("stopped");
        case State::NotReached:
            return LabStepList::tr("not reached");
    }
    return {};
}

LabStep after(LabStep step) {
    return step == LabStep::End ? step : static_cast<LabStep>(static_cast<int>(step) + 1);
}

}  // namespace

LabStepList::LabStepList(QWidget* parent) : QWidget(parent), m_bar(new QProgressBar(this)) {
    setObjectName(QStringLiteral("wizard.try.steps"));
    setAccessibleName(tr("Steps"));
    m_bar->setObjectName(QStringLiteral("wizard.try.bar"));
    m_bar->setAccessibleName(tr("Probes sent"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(kBarHeight);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBetween);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    for (const QString& title :
         {tr("Program"), tr("Private directory"), tr("Origin that answers"), tr("Recorder for the copies"),
          tr("Proxy"), tr("Probes"), tr("Cleaning up")}) {
        addRow(*grid, title);
    }
    clear();
}

void LabStepList::addRow(QGridLayout& grid, const QString& title) {
    Row row;
    row.mark = new text::IconMark(theme::Icon::ShapeRing, theme::Role::Control, this);
    row.title = text::makeLabel(title, theme::TextStyle::Body, theme::Role::Text, this);
    row.detail = new text::PlainLabel(this);
    row.detail->setFont(theme::font(theme::TextStyle::Small));
    row.detail->setForegroundRole(QPalette::PlaceholderText);
    row.detail->setElided(text::Kind::Path);
    row.detail->setObjectName(QStringLiteral("wizard.try.step.%1").arg(m_rows.size()));
    const int line = grid.rowCount();
    grid.addWidget(row.mark, line, 0, Qt::AlignTop);
    grid.addWidget(row.title, line, 1);
    grid.addWidget(row.detail, line + 1, 1);
    if (m_rows.size() == static_cast<std::size_t>(LabStep::Proof)) {
        grid.addWidget(m_bar, line + 2, 1);
    }
    grid.setRowMinimumHeight(line + 3, theme::kInside);
    m_rows.push_back(row);
}

void LabStepList::set(LabStep step, State state, const QString& detail) {
    Row& row = m_rows[static_cast<std::size_t>(step)];
    row.state = state;
    const Mark mark = markOf(state);
    row.mark->setIcon(mark.icon, mark.role);
    const bool isQuiet = state == State::Waiting || state == State::NotReached;
    text::setRole(row.title, isQuiet ? theme::Role::Text2 : theme::Role::Text);
    row.detail->setText(detail.isEmpty() ? wordOf(state) : detail);
    row.detail->setAccessibleName(tr("%1: %2").arg(
        row.title->text(), detail.isEmpty() ? wordOf(state) : tr("%1, %2").arg(wordOf(state), detail)));
    if (step == LabStep::Proof) {
        m_bar->setVisible(state == State::Running);
    }
}

void LabStepList::clear() {
    for (std::size_t step = 0; step < m_rows.size(); ++step) {
        set(static_cast<LabStep>(step), State::Waiting);
    }
    m_run = {};
    m_bar->setRange(0, 1);
    m_bar->setValue(0);
}

void LabStepList::begin() {
    clear();
    set(LabStep::Program, State::Running);
}

LabStep LabStepList::current() const {
    const auto found = std::ranges::find(m_rows, State::Running, &Row::state);
    return found == m_rows.end() ? LabStep::End : static_cast<LabStep>(found - m_rows.begin());
}

void LabStepList::take(const lab::LabProgress& progress) {
    if (progress.step == LabStep::Proof) {
        showRun(progress.run);
    } else if (progress.step != LabStep::End) {
        set(progress.step, State::Done, text::shownText(progress.text));
        set(after(progress.step), State::Running);
    }
    // How the step before the end went is known with the outcome.
}

void LabStepList::showRun(const probe::RunProgress& run) {
    m_run = run;
    set(LabStep::Proof, State::Running, sentText(run));
    m_bar->setRange(0, static_cast<int>(std::max<std::size_t>(run.all, 1)));
    m_bar->setValue(static_cast<int>(run.sent));
}

void LabStepList::finish(const lab::LabOutcome& outcome) {
    if (outcome.proof) {
        const auto& totals = outcome.proof->totals;
        const bool isBad = outcome.proof->verdict == probe::Verdict::Failed;
        set(LabStep::Proof, isBad ? State::Failed : State::Done,
            tr("%1 sent, %2 arrived").arg(text::countText(totals.sent), text::countText(totals.arrived)));
        set(LabStep::End, State::Done, tr("nothing is left"));
        return;
    }
    const bool isStopped = outcome.failure && outcome.failure->kind == lab::LabFailure::Kind::Cancelled;
    const LabStep broken = current();
    const bool wasSending = broken == LabStep::Proof && m_run.all > 0;
    set(broken, isStopped ? State::Stopped : State::Failed, wasSending ? sentText(m_run) : QString());
    for (LabStep step = after(broken); step < LabStep::End; step = after(step)) {
        set(step, State::NotReached);
    }
    set(LabStep::End, State::Done, tr("nothing is left"));
}

}  // namespace mirrorscope::ui::wizard
