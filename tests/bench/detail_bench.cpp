// SPDX-License-Identifier: Apache-2.0
// ./dev bench detail: the detail pane over requests that ask for more than a pane should give. Steps through
// them on every tab, then chooses, opens and searches values, then holds a key down. Prints what each cost
// the event loop.
#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTreeView>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/loop_watch.h"
#include "tests/support/attack_detail.h"
#include "tests/support/fake_mirror_service.h"
#include "tests/support/gzip.h"
#include "tests/support/large_bodies.h"
#include "ui/detail/body_page.h"
#include "ui/detail/detail_pane.h"
#include "ui/detail/values_page.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/shell/application.h"

namespace {

using namespace mirrorscope;
using ui::detail::DetailPane;

constexpr double kStall = 100;  // milliseconds; goal: none
constexpr int kPatience = 30'000;
constexpr int kRounds = 3;
constexpr int kSteps = 200;
constexpr int kKeyRepeat = 30;  // milliseconds

bool waitFor(const std::function<bool()>& holds) {
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        if (timer.elapsed() > kPatience) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
    }
    return true;
}

void rest(int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    waitFor([&] { return timer.elapsed() >= milliseconds; });
}

class Bench {
public:
    Bench()
        : m_service(m_session),
          m_bridge(m_service),
          m_loader([this] { return m_service.queries(); }),
          m_pane(m_bridge, m_loader) {
        m_bridge.start();
        m_pane.resize(1600, 500);
        m_pane.show();
        traffic::RequestId id = 0;
        for (test::LargeBody& large : test::largeBodies(test::gzipped)) {
            traffic::RequestDetail detail = test::attackDetail(++id);
            detail.request.head = "POST /upload HTTP/1.1\r\n" + large.headers + "\r\n";
            detail.request.bodyLength = large.body.size();
            detail.request.declaredLength = large.body.size();
            detail.request.body = std::move(large.body);
            m_session.setDetail(std::move(detail));
            m_names.emplace_back(large.name);
        }
        m_session.setRequests(id);
    }

    void run() {
        rest(500);  // fonts and the first layout
        for (traffic::RequestId id = 1; id <= last(); ++id) {
            measure(m_names[static_cast<std::size_t>(id - 1)], [this, id] { stepThroughTabs(id); });
        }
        measure("choosing, opening and finding values in each of them", [this] {
            for (traffic::RequestId id = 1; id <= last(); ++id) {
                useValues(id);
            }
        });
        measure("a key held down on the tab Body, 200 steps", [this] {
            m_pane.setTab(DetailPane::Tab::Body);
            for (int step = 0; step < kSteps; ++step) {
                m_pane.showRequest(1 + step % last());
                rest(kKeyRepeat);
            }
        });
    }

private:
    traffic::RequestId last() const { return static_cast<traffic::RequestId>(m_names.size()); }
    ui::detail::BodyPage& page() { return *m_pane.findChild<ui::detail::BodyPage*>(); }

    static void measure(const std::string& what, const std::function<void()>& act) {
        std::printf("%s\n", what.c_str());
        bench::LoopWatch watch;
        act();
        rest(50);
        watch.print(kStall);
        std::fflush(stdout);
    }

    bool show(traffic::RequestId id) {
        QSignalSpy shown(&m_pane, &DetailPane::requestShown);
        m_pane.showRequest(id);
        const bool isBody = m_pane.tab() == DetailPane::Tab::Body;
        return waitFor([&] { return !shown.isEmpty() && (!isBody || page().body() != nullptr); });
    }

    void stepThroughTabs(traffic::RequestId id) {
        for (int round = 0; round < kRounds; ++round) {
            for (int tab = 0; tab < static_cast<int>(DetailPane::Tab::Count); ++tab) {
                m_pane.setTab(static_cast<DetailPane::Tab>(tab));
                show(1 + id % last());
                if (!show(id)) {
                    std::printf("  NEVER shown in half a minute\n");
                }
                rest(20);
            }
        }
        m_pane.setTab(DetailPane::Tab::Body);
        for (const auto view : {ui::detail::BodyPage::View::Text, ui::detail::BodyPage::View::Hex,
                                ui::detail::BodyPage::View::Received, ui::detail::BodyPage::View::Kind}) {
            page().setView(view);
            rest(20);
        }
    }

    void useValues(traffic::RequestId id) {
        m_pane.setTab(DetailPane::Tab::Body);
        show(id);
        auto* tree = m_pane.findChild<QTreeView*>(QStringLiteral("detail.body.values.tree"));
        auto* values = m_pane.findChild<ui::detail::ValuesPage*>(QStringLiteral("detail.body.values"));
        auto* needle = m_pane.findChild<QLineEdit*>(QStringLiteral("detail.body.values.needle"));
        QModelIndex index = tree->model()->index(0, 0);
        for (QModelIndex child = index; child.isValid(); child = tree->model()->index(0, 0, index)) {
            index = child;
            tree->setCurrentIndex(index);
            tree->expand(index);
            QCoreApplication::processEvents();
        }
        tree->setCurrentIndex(tree->model()->index(tree->model()->rowCount() - 1, 0));
        rest(20);
        for (const char* text : {"1", "no such value"}) {
            QSignalSpy searched(values, &ui::detail::ValuesPage::searched);
            values->openFind();
            needle->setText(QString::fromLatin1(text));
            QKeyEvent key(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
            QCoreApplication::sendEvent(needle, &key);
            waitFor([&] { return !searched.isEmpty(); });
        }
    }

    test::FakeSession m_session;
    test::FakeMirrorService m_service;
    ui::live::LiveBridge m_bridge;
    ui::live::PageLoader m_loader;
    DetailPane m_pane;
    std::vector<std::string> m_names;
};

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    ui::shell::prepareApplication(application, true);
    Bench().run();
    return 0;
}
