// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <functional>
#include <memory>

#include "tests/ui/shell/fake_service.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

namespace mirrorscope::test {

/// The window over rows that a test wrote down, with a state directory of its own.
class WindowFixture {
public:
    bool prepare() {
        qputenv("XDG_STATE_HOME", m_state.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_state.filePath(QStringLiteral("config")).toUtf8());
        ui::shell::prepareApplication(*qApp, true);
        return m_state.isValid();
    }

    /// The window of before is closed: what it keeps is kept.
    void open(FakeSession session, const QSize& size = {1600, 1000}) {
        close();
        decisions.setRequests(session.requests);
        m_service = std::make_unique<FakeService>(std::move(session), &decisions);
        const auto address = *api::parseListenerAddress("127.0.0.1:8445");
        QVERIFY(m_service->listen(address).has_value());
        m_window = std::make_unique<ui::shell::MainWindow>(ui::shell::WindowServices{
            *m_service, m_demo, m_operations, decisions, {}, {address}, std::nullopt, nullptr, settings});
        m_window->resize(size);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void close() {
        if (m_window) {
            m_window->close();
        }
        m_window.reset();
        m_service.reset();
    }

    void forgetState() { QFile::remove(ui::shell::LayoutStore::standardFile()); }

    ui::shell::MainWindow& window() { return *m_window; }
    FakeService& service() { return *m_service; }

    template <typename Widget>
    Widget* find(const char* name) const {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }

    /// Runs in the dialog that the next statement opens.
    void inDialog(std::function<void(QWidget&)> work) {
        QTimer::singleShot(0, m_window.get(), [work = std::move(work)] {
            QWidget* dialog = QApplication::activeModalWidget();
            QVERIFY(dialog != nullptr);
            work(*dialog);
            dialog->close();
        });
    }

    FakeOperations& operations() { return m_operations; }

    FakeDecisions decisions;
    ui::settings::ProgramSettings settings;  // of the window that is opened next

private:
    QTemporaryDir m_state;
    FakeDemo m_demo;
    FakeOperations m_operations;
    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<ui::shell::MainWindow> m_window;
};

/// Attacks from 1, of two types and no campaign, each of the request of its id.
inline FakeSession someAttacks(int count) {
    FakeSession session;
    for (int i = 1; i <= count; ++i) {
        traffic::AttackRow row;
        row.attack.id = i;
        row.attack.type = i % 2 == 0 ? traffic::AttackType::Sqli : traffic::AttackType::Xss;
        row.attack.severity = traffic::Severity::High;
        row.attack.client = "10." + std::to_string(i) + ".0.1";
        row.attack.requests = row.attack.hits = 1;
        session.attacks.push_back(row);
        traffic::RequestRow request;
        request.id = i;
        request.method = "GET";
        request.target = "/" + std::to_string(i);
        session.requests.push_back(request);
        traffic::RequestDetail detail;
        detail.request.id = i;
        traffic::HitRow hit;
        hit.id = hit.requestId = hit.attackId = i;
        detail.hits = {hit};
        session.details.push_back(detail);
    }
    return session;
}

/// Ids from 1, turn by turn of two sources and three clients.
inline FakeSession someRequests(int count) {
    FakeSession session;
    for (const char* name : {"edge", "mesh"}) {
        traffic::Source source;
        source.id = static_cast<traffic::SourceId>(session.sources.size()) + 1;
        source.name = name;
        session.sources.push_back(source);
    }
    for (int i = 1; i <= count; ++i) {
        traffic::RequestRow row;
        row.id = i;
        row.method = "GET";
        row.target = "/" + std::to_string(i);
        row.state = traffic::RequestState::Clean;
        row.context.source = 1 + i % 2;
        row.sourceName = i % 2 == 0 ? "edge" : "mesh";
        row.context.client = "192.0.2." + std::to_string(i % 3);
        session.requests.push_back(row);
        traffic::RequestDetail detail;
        detail.request.id = i;
        session.details.push_back(detail);
    }
    return session;
}

}  // namespace mirrorscope::test
