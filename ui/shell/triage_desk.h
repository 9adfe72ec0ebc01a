// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/traffic/rows.h"
#include "ui/live/decision.h"
#include "ui/shell/triage_words.h"

namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::live {
class DecisionHistory;
class DecisionRunner;
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::shell {

class TriageBar;
class TriagePage;

/// From the rows of the tables to decisions: about whom, asked how, written with progress, said with what
/// takes it back. Selected rows, or all that match the filter, shown or not: those are counted off the UI
/// thread. Beyond one, and for a reason, the bar asks; beyond kAskTwice it asks twice. UI thread; all parts
/// outlive it.
class TriageDesk : public QObject {
    Q_OBJECT

public:
    static constexpr std::uint64_t kAskTwice = 10'000;

    struct Parts {
        TriagePage& page;
        filter::FilterState& filter;
        live::LiveBridge& bridge;
        live::DecisionHistory& history;
        live::DecisionRunner& runner;
        live::PageLoader& reads;  // of whole sessions
    };
    explicit TriageDesk(Parts parts, QObject* parent = nullptr);
    ~TriageDesk() override;

    /// What the bar offers for all that match.
    void setChoices(const QList<QAction*>& choices) { m_choices = choices; }

public slots:
    /// The selected rows of the table in view; or all that match, when these were chosen.
    void decide(mirrorscope::traffic::TriageState state);
    /// Chooses all that match the filter, and counts them.
    void chooseMatching();
    /// Nothing is asked any more and nothing is chosen; what is being written is stopped.
    void cancel();

signals:
    /// Nothing could be counted. What could not be written the history tells.
    void failed(const QString& what, const mirrorscope::base::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// About whom, and how many that are.
    struct Order {
        TriageSubject subject{};
        api::DecisionTargets targets{};  // of selected rows, and of attacks
        traffic::FilterText filter{};    // of all requests that match
        QString note{};                  // what one should know
        traffic::TriageState state = traffic::TriageState::New;
        bool isSure = false;  // said so once
        QString reason{};
    };

    Order selectedOrder() const;
    void countRequests(Order order);
    void countAttacks(Order order);
    void offer(Order order);
    void failCount(const base::Error& error);
    void ask(Order order);
    void accept(const QString& reason);
    void write(const Order& order, const QString& reason);
    void onFinished();
    void showProgress();
    void forgetMatching();
    void applySession();
    using Progress = std::shared_ptr<live::DecisionProgress>;

    Parts m_parts;
    TriageBar& m_bar;
    QList<QAction*> m_choices;
    std::filesystem::path m_session;
    std::optional<Order> m_matching;  // counted: what the next decision is about
    std::optional<Order> m_asked;
    Progress m_counting;  // null: nothing is
    Progress m_writing;
    QString m_progressText;
    QString m_doneText;  // empty: nothing is said when it is written
    QTimer m_timer;
};

}  // namespace mirrorscope::ui::shell
