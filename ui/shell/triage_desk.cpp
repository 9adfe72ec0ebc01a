// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/triage_desk.h"

#include <QKeyEvent>
#include <QPointer>
#include <utility>

#include "core/api/mirror_service.h"
#include "ui/attacks/attack_filter.h"
#include "ui/attacks/attacks_model.h"
#include "ui/attacks/attacks_view.h"
#include "ui/filter/filter_state.h"
#include "ui/live/decision_history.h"
#include "ui/live/decision_runner.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/requests/requests_view.h"
#include "ui/shell/triage_bar.h"
#include "ui/shell/triage_page.h"
#include "ui/text/number_text.h"
#include "ui/theme/triage_look.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kProgressMilliseconds = 250;  // UI.md section 7: counts at most 4 times a second
constexpr std::size_t kPage = 500;
constexpr int kMostSelected = static_cast<int>(api::DecisionService::kMostRequests);

/// All attacks of the session that match. On a reader thread.
base::Result<std::vector<traffic::AttackId>> attacksThatMatch(api::SessionQueries& queries,
                                                              const attacks::AttackFilter& filter,
                                                              live::DecisionProgress& progress,
                                                              const base::CancelToken& cancel) {
    const auto stored = queries.progress();
    if (!stored.has_value()) {
        return stored.error();
    }
    progress.all = static_cast<std::int64_t>(stored->attacks);
    std::vector<traffic::AttackId> found;
    traffic::PageQuery query;
    query.limit = kPage;
    for (bool isMore = true; isMore;) {
        const auto rows = queries.attacks(query, cancel);
        if (!rows.has_value()) {
            return rows.error();
        }
        for (const traffic::AttackRow& row : *rows) {
            if (filter.matches(row)) {
                found.push_back(row.attack.id);
            }
        }
        isMore = rows->size() == kPage;
        query.after = isMore ? rows->back().attack.id : 0;
        progress.done += static_cast<std::int64_t>(rows->size());
    }
    return found;
}

/// The same requests however long somebody thinks about the question: none that came meanwhile.
traffic::FilterText upTo(traffic::FilterText filter, traffic::RequestId last) {
    const std::string bound = "id<=" + std::to_string(last);
    filter.text = filter.text.empty() ? bound : "(" + filter.text + ") " + bound;
    return filter;
}

}  // namespace

TriageDesk::TriageDesk(Parts parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_bar(parts.page.triageBar()) {
    connect(&m_bar, &TriageBar::accepted, this, &TriageDesk::accept);
    connect(&m_bar, &TriageBar::cancelled, this, &TriageDesk::cancel);
    connect(&m_parts.history, &live::DecisionHistory::finished, this, &TriageDesk::onFinished);
    connect(&m_parts.bridge, &live::LiveBridge::statusChanged, this, &TriageDesk::applySession);
    connect(&m_parts.filter, &filter::FilterState::changed, this, &TriageDesk::forgetMatching);
    connect(&m_parts.page.attacksView(), &attacks::AttacksView::rowsSelected, this,
            &TriageDesk::forgetMatching);
    connect(&m_parts.page.requestsView(), &requests::RequestsView::rowsSelected, this,
            &TriageDesk::forgetMatching);
    for (QWidget* table : m_parts.page.tables()) {
        table->installEventFilter(this);
    }
    m_timer.setInterval(kProgressMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &TriageDesk::showProgress);
}

TriageDesk::~TriageDesk() {
    for (const Progress& progress : {m_counting, m_writing}) {
        if (progress) {
            progress->cancel.cancel();
        }
    }
}

bool TriageDesk::eventFilter(QObject* watched, QEvent* event) {
    const bool isEscape = (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
                          static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!isEscape || (!m_matching && !m_counting && !m_writing)) {
        return QObject::eventFilter(watched, event);
    }
    if (event->type() == QEvent::KeyPress) {
        cancel();
    }
    event->accept();
    return true;
}

void TriageDesk::applySession() {
    if (std::exchange(m_session, m_parts.bridge.status().session) != m_parts.bridge.status().session) {
        cancel();
        m_writing.reset();
        m_timer.stop();
        m_bar.leave();
    }
}

TriageDesk::Order TriageDesk::selectedOrder() const {
    Order order;
    if (m_parts.page.view() == TriagePage::View::Attacks) {
        order.targets.attacks = m_parts.page.attacksView().selectedAttacks();
        order.subject.count = order.targets.attacks.size();
        return order;
    }
    const requests::RequestsView& table = m_parts.page.requestsView();
    order.subject.kind = TriageSubject::Kind::Requests;
    order.targets.requests = table.selectedRequests(kMostSelected);
    order.subject.count = order.targets.requests.size();
    if (order.subject.count == 1) {
        order.subject.ofOne =
            tr("request %1").arg(text::countText(static_cast<std::uint64_t>(order.targets.requests.front())));
    }
    if (const int all = table.selectedCount(); all > kMostSelected) {
        order.note = tr("The first of %1 selected rows; all that match the filter can be more")
                         .arg(text::countText(static_cast<std::uint64_t>(all)));
    }
    return order;
}

void TriageDesk::decide(traffic::TriageState state) {
    if (m_counting || m_writing || !m_parts.page.isVisible()) {
        return;  // one after the other: the bar says how far it is
    }
    Order order = m_matching ? *m_matching : selectedOrder();
    order.state = state;
    if (order.subject.count == 0) {
        return;
    }
    if (state == traffic::TriageState::FalsePositive || order.subject.count > 1) {
        ask(std::move(order));
    } else {
        write(order, {});
    }
}

void TriageDesk::chooseMatching() {
    if (m_counting || m_writing || !m_parts.page.isVisible()) {
        return;
    }
    m_asked.reset();
    Order order;
    order.subject.matchesFilter = true;
    order.subject.isAll = m_parts.filter.filter().isEmpty();
    if (m_parts.page.view() == TriagePage::View::Attacks) {
        countAttacks(std::move(order));
    } else {
        countRequests(std::move(order));
    }
}

void TriageDesk::countRequests(Order order) {
    order.subject.kind = TriageSubject::Kind::Requests;
    order.filter = upTo(m_parts.filter.filter().forStore(), m_parts.bridge.status().lastRequest);
    m_counting = std::make_shared<live::DecisionProgress>();
    m_progressText = tr("Counting the requests that match");
    m_timer.start();
    live::DecisionWork work = live::countWork(order.filter, m_counting);
    m_parts.runner.run(std::move(work), m_parts.bridge.status().session,
                       [self = QPointer(this), order = std::move(order),
                        counting = m_counting](const base::Result<live::DecisionOutcome>& outcome) mutable {
                           if (!self || self->m_counting != counting) {
                               return;  // cancelled
                           }
                           if (!outcome.has_value()) {
                               self->failCount(outcome.error());
                               return;
                           }
                           order.subject.count = outcome->count->requests;
                           order.note = tr("with %1 hits in %2 attacks")
                                            .arg(text::countText(outcome->count->hits),
                                                 text::countText(outcome->count->attacks));
                           self->offer(std::move(order));
                       });
}

void TriageDesk::countAttacks(Order order) {
    const attacks::AttacksModel& model = *m_parts.page.attacksView().attacksModel();
    if (const QStringList& ignored = model.ignoredConditions(); !ignored.isEmpty()) {
        order.note =
            tr("Conditions on %1 choose requests, not attacks").arg(ignored.join(QStringLiteral(", ")));
    }
    if (model.knowsAllAttacks()) {
        order.targets.attacks = model.matchingAttacks();
        order.subject.count = order.targets.attacks.size();
        offer(std::move(order));
        return;
    }
    m_counting = std::make_shared<live::DecisionProgress>();
    m_progressText = tr("Counting the attacks that match");
    m_timer.start();
    auto filter = std::make_shared<attacks::AttackFilter>(m_parts.filter.filter());
    m_counting->cancel = m_parts.reads.ask<std::vector<traffic::AttackId>>(
        this,
        [filter = std::move(filter), counting = m_counting](api::SessionQueries& queries,
                                                            const base::CancelToken& cancel) {
            return attacksThatMatch(queries, *filter, *counting, cancel);
        },
        [this, order = std::move(order),
         counting = m_counting](base::Result<std::vector<traffic::AttackId>> found) mutable {
            if (m_counting != counting) {
                return;
            }
            if (!found.has_value()) {
                failCount(found.error());
                return;
            }
            order.targets.attacks = std::move(*found);
            order.subject.count = order.targets.attacks.size();
            offer(std::move(order));
        });
}

void TriageDesk::failCount(const base::Error& error) {
    m_counting.reset();
    m_timer.stop();
    m_bar.leave();
    if (error.code != base::ErrorCode::Cancelled) {
        emit failed(tr("Counting what matches the filter"), error);
    }
}

void TriageDesk::offer(Order order) {
    m_counting.reset();
    m_timer.stop();
    if (order.subject.count == 0) {
        m_bar.say(order.subject.kind == TriageSubject::Kind::Attacks ? tr("No attack matches")
                                                                     : tr("No request matches"),
                  nullptr);
        return;
    }
    m_bar.offer(chosenText(order.subject), order.note, m_choices);
    m_matching = std::move(order);
}

void TriageDesk::ask(Order order) {
    TriageBar::Question question;
    const bool isAgain = order.isSure;
    question.text = isAgain ? tr("Really? %1").arg(questionText(order.state, order.subject))
                            : questionText(order.state, order.subject);
    question.more = isAgain ? tr("One step of undo takes it back") : order.note;
    question.button = theme::triageLook(order.state).action;
    question.wantsReason = !isAgain && order.state == traffic::TriageState::FalsePositive;
    m_asked = std::move(order);
    m_bar.ask(question);
}

void TriageDesk::accept(const QString& reason) {
    if (!m_asked) {
        return;
    }
    Order order = *std::exchange(m_asked, std::nullopt);
    if (order.subject.count >= kAskTwice && !order.isSure) {
        order.isSure = true;
        order.reason = reason;
        ask(std::move(order));
        return;
    }
    m_matching.reset();
    m_bar.leave();
    write(order, order.isSure ? order.reason : reason);
}

void TriageDesk::write(const Order& order, const QString& reason) {
    m_writing = std::make_shared<live::DecisionProgress>();
    m_progressText = decisionText(order.state, order.subject);
    m_doneText = order.subject.count > 1 ? doneText(order.state, order.subject) : QString();
    m_timer.start();
    live::Verdict verdict{order.state, reason.toStdString()};
    m_parts.history.decide(
        order.filter.text.empty()
            ? live::triageDecision(m_progressText, order.targets, std::move(verdict), m_writing)
            : live::triageDecision(m_progressText, order.filter, std::move(verdict), m_writing));
}

void TriageDesk::onFinished() {
    using End = live::DecisionProgress::End;
    if (!m_writing || m_writing->end == End::NotYet) {
        return;
    }
    const bool isWritten = m_writing->end == End::Written;
    m_writing.reset();
    m_timer.stop();
    if (isWritten && !m_doneText.isEmpty()) {
        m_bar.say(m_doneText, m_parts.history.undoAction());
    } else {
        m_bar.leave();
    }
}

void TriageDesk::showProgress() {
    if (const Progress& progress = m_counting ? m_counting : m_writing) {
        m_bar.showProgress(m_progressText, progress->done, progress->all);
    }
}

void TriageDesk::cancel() {
    if (m_writing) {
        m_writing->cancel.cancel();  // onFinished() follows
        return;
    }
    if (m_counting) {
        std::exchange(m_counting, nullptr)->cancel.cancel();
        m_timer.stop();
    }
    m_asked.reset();
    m_matching.reset();
    m_bar.leave();
}

void TriageDesk::forgetMatching() {
    if (m_counting) {
        cancel();
    } else if (m_matching && !m_asked) {
        m_matching.reset();
        m_bar.leave();
    }
}

}  // namespace mirrorscope::ui::shell
