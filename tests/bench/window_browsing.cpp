// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/window_browsing.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTreeView>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/loop_watch.h"
#include "tests/bench/measuring.h"
#include "tests/bench/session_generator.h"
#include "ui/filter/filter_state.h"
#include "ui/live/page_loader.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/search_state.h"
#include "ui/shell/main_window.h"

namespace mirrorscope::bench {
namespace {

using Steady = std::chrono::steady_clock;
using Phase = ui::requests::SearchState::Phase;

constexpr std::chrono::seconds kPatience{30};
constexpr int kJumps = 100;
constexpr int kRounds = 7;
constexpr int kFirstPage = 30;  // rows of a screen
constexpr int kPath = static_cast<int>(ui::requests::RequestColumn::Path);
constexpr double kJumpGoal = 150;
constexpr double kFilterGoal = 200;
constexpr double kProgressGoal = 100;
constexpr double kCancelGoal = 100;

/// Runs the event loop until it holds, or for half a minute.
bool waitFor(const std::function<bool()>& holds) {
    const auto begin = Steady::now();
    while (!holds()) {
        if (Steady::now() - begin > kPatience) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    return true;
}

double timed(const std::function<void()>& act, const std::function<bool()>& holds) {
    const auto begin = Steady::now();
    act();
    return waitFor(holds) ? millisecondsSince(begin) : -1;
}

/// The requests table of a window and what its user sees of it.
class Table {
public:
    explicit Table(ui::shell::MainWindow& window)
        : m_window(window),
          m_view(*window.findChild<ui::requests::RequestsView*>(QStringLiteral("requests"))),
          m_searched(*window.findChild<QLabel*>(QStringLiteral("requests.count.searched"))),
          m_stop(*window.findChild<QPushButton*>(QStringLiteral("requests.count.stop"))) {}

    ui::requests::RequestsView& view() { return m_view; }
    ui::requests::RequestsModel& model() { return *m_view.requestsModel(); }
    QString progress() const { return m_searched.text(); }
    void stop() { m_stop.click(); }

    /// Every row in view has its values.
    bool isReal() {
        const int top = m_view.rowAt(0);
        const int bottom = m_view.rowAt(m_view.viewport()->height() - 1);
        const int last = bottom < 0 ? model().rowCount() - 1 : bottom;
        for (int row = top; row >= 0 && row <= last; ++row) {
            if (!model().index(row, kPath).data(ui::requests::RequestsModel::LoadedRole).toBool()) {
                return false;
            }
        }
        return top >= 0;
    }

    void setFilter(const QString& text) {
        if (!m_window.filter().setText(text)) {
            std::printf("  the filter %s is broken\n", qPrintable(text));
        }
    }
    /// A screen of rows, or all that there are.
    bool hasFirstPage() {
        const auto phase = model().searchState().phase;
        const bool isDone = phase != Phase::Running && phase != Phase::None;
        return (isDone || model().rowCount() >= kFirstPage) && (model().rowCount() == 0 || isReal());
    }
    void clearFilter() {
        setFilter({});
        waitFor([this] { return isReal(); });
    }
    /// Nothing is left of what was asked before: the reader that searches answers again.
    bool readerAnswers() {
        bool answered = false;
        model().loader().ask<int>(
            &m_window, [](api::SessionQueries&, const base::CancelToken&) { return base::Result<int>(1); },
            [&answered](base::Result<int>) { answered = true; }, ui::live::Urgency::Search);
        return waitFor([&answered] { return answered; });
    }

private:
    ui::shell::MainWindow& m_window;
    ui::requests::RequestsView& m_view;
    QLabel& m_searched;
    QPushButton& m_stop;
};

void measureJumps(Table& table) {
    std::mt19937 random(7);
    QScrollBar& bar = *table.view().verticalScrollBar();
    std::vector<double> times;
    for (int jump = 0; jump < kJumps; ++jump) {
        const int to = std::uniform_int_distribution<int>(bar.minimum(), bar.maximum())(random);
        times.push_back(timed([&] { bar.setValue(to); }, [&] { return table.isReal(); }));
    }
    report("jump by the scroll bar to real cells, 100 places", times, kJumpGoal);
    times.clear();
    for (int jump = 0; jump < kJumps; ++jump) {
        const auto id = std::uniform_int_distribution<traffic::RequestId>(
            1, table.model().idAt(table.model().rowCount() - 1))(random);
        times.push_back(timed([&] { table.view().goTo(id); }, [&] { return table.isReal(); }));
    }
    report("go to an id, 100 ids", times, kJumpGoal);
    table.view().jumpToNewest();
}

void measureFilter(Table& table, const QString& filter) {
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        times.push_back(timed([&] { table.setFilter(filter); }, [&] { return table.hasFirstPage(); }));
        table.clearFilter();
    }
    report("first page of " + filter.toStdString(), times, kFilterGoal);
}

/// A filter that has to read every stored byte: when its progress is seen, and when a cancel has ended it.
void measureSlowFilter(Table& table, const QString& filter) {
    std::vector<double> progress;
    std::vector<double> said;
    std::vector<double> ended;
    for (int round = 0; round < kRounds; ++round) {
        QString first;
        progress.push_back(timed(
            [&] {
                table.setFilter(filter);
                first = table.progress();
            },
            [&] { return table.progress() != first && table.model().searchState().searched > 0; }));
        const auto begin = Steady::now();
        waitFor([&] { return millisecondsSince(begin) > 500; });
        if (table.model().searchState().phase != Phase::Running) {
            std::printf("  %s was searched in half a second: the session is too small for this\n",
                        qPrintable(filter));
            table.clearFilter();
            return;
        }
        const auto cancelled = Steady::now();
        said.push_back(timed([&] { table.stop(); },
                             [&] { return table.model().searchState().phase == Phase::Cancelled; }));
        table.readerAnswers();
        ended.push_back(millisecondsSince(cancelled));
        table.clearFilter();
    }
    report("progress of " + filter.toStdString(), progress, kProgressGoal);
    report("cancel of it: said", said, kCancelGoal);
    report("cancel of it: the reader is free", ended, kCancelGoal);
}

void measureSort(Table& table) {
    std::vector<double> progress;
    std::vector<double> ended;
    for (int round = 0; round < kRounds; ++round) {
        progress.push_back(timed([&] { table.model().sortBy({ui::requests::RequestColumn::Path, false}); },
                                 [&] { return table.model().sortState().read > 0; }));
        const auto begin = Steady::now();
        waitFor([&] { return millisecondsSince(begin) > 500; });
        const auto cancelled = Steady::now();
        table.stop();
        table.readerAnswers();
        ended.push_back(millisecondsSince(cancelled));
        waitFor([&] { return table.isReal(); });
    }
    report("progress of sorting by path", progress, kProgressGoal);
    report("cancel of it: the reader is free", ended, kCancelGoal);
}

}  // namespace

void report(const std::string& what, std::vector<double> times, double goal) {
    std::ranges::sort(times);
    const bool failed = times.front() < 0;
    const bool missed = failed || times.back() > goal;
    std::printf("  %-58s median %8.1f  most %8.1f ms   (goal %.0f)%s\n", what.c_str(),
                times[times.size() / 2], times.back(), goal,
                failed   ? " NEVER in half a minute"
                : missed ? " MISSED"
                         : "");
    std::fflush(stdout);
}

bool waitForRows(ui::shell::MainWindow& window) {
    const auto* attacks = window.findChild<QTreeView*>(QStringLiteral("attacks"));
    Table table(window);
    return waitFor([&] {
        return attacks->isVisible() ? attacks->model()->rowCount() > 0
                                    : table.view().isVisible() && table.isReal();
    });
}

void measureBrowsing(ui::shell::MainWindow& window) {
    window.actions().showRequests->trigger();
    Table table(window);
    waitFor([&] { return table.isReal(); });
    std::printf("Browsing %d requests\n", table.model().rowCount());
    LoopWatch watch;
    measureJumps(table);
    const auto client = [](std::size_t place) {
        return QStringLiteral("client:") + QString::fromStdString(SessionGenerator::client(place));
    };
    for (const QString& filter :
         {QStringLiteral("state:attack"), QStringLiteral("type:sqli severity>=high"), client(0),
          client(SessionGenerator::kClients - 1), QStringLiteral("client:192.0.2.1"),
          QStringLiteral("source:\"envoy 10.0.0.6\""),
          QStringLiteral("time:2027-01-01T03:00:00Z..2027-01-01T03:10:00Z"), QStringLiteral("passwd"),
          QStringLiteral("method:GET score>=5")}) {
        measureFilter(table, filter);
    }
    measureSlowFilter(table, QStringLiteral("head~\"no such thing\""));
    measureSlowFilter(table, QStringLiteral("path~/nothing\\d+here/"));
    measureSort(table);
    std::printf("meanwhile:\n");
    watch.print(50);
}

}  // namespace mirrorscope::bench
