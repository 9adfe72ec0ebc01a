// SPDX-License-Identifier: GPL-3.0-or-later
// A real nginx that nobody allowed: the window says so, one press lets it in, its next copy arrives.
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "core/pipeline/session_sources.h"
#include "tests/support/nginx.h"
#include "tests/support/socket.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_actions.h"

using namespace mirrorscope;

namespace {

constexpr int kPatience = 20'000;

}  // namespace

class WindowRefusedTest : public QObject {
    Q_OBJECT

private slots:
    void isShownAndLetIn() {
        QTemporaryDir directory;
        qputenv("XDG_STATE_HOME", directory.filePath(QStringLiteral("state")).toUtf8());
        ui::shell::prepareApplication(*qApp, true);
        config::Settings settings;
        const std::uint16_t port = test::freePort();
        for (const auto& [key, value] :
             {std::pair{"session", directory.filePath(QStringLiteral("a.mscope")).toStdString()},
              std::pair{"listen", "127.0.0.1:" + std::to_string(port)},
              std::pair{"allow", std::string("10.9.9.9")}, std::pair{"engine", std::string("none")},
              std::pair{"limits.patience", std::string("60s")}}) {
            QVERIFY(settings.set(key, value).has_value());
        }
        const auto service =
            std::move(*pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings)));
        QVERIFY(service->listen(service->options().listen.front()).has_value());

        const std::uint16_t front = test::freePort();
        test::NginxConfig config;
        config.port = front;
        config.serverPart =
            "location / { mirror /copy; root " + directory.path().toUtf8() +
            "; }\nlocation = /copy { internal; proxy_pass http://127.0.0.1:" + QByteArray::number(port) +
            "$request_uri; }\n";
        const QString file = test::writeNginxConfig(directory.path(), config);
        test::Nginx nginx(directory.path(), file, front);
        QVERIFY2(nginx.isRunning(), nginx.error().constData());

        pipeline::DemoTraffic demo;
        pipeline::SessionKeeper keeper(*service, service.get());
        pipeline::SessionSources sources(*service, service->options());
        const base::SystemClock clock;
        pipeline::SessionDecisions decisions(clock);
        ui::shell::MainWindow window(
            {*service, demo, keeper, decisions, {}, service->options().listen, {}, &sources});
        window.resize(1600, 1000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.actions().whyNothing->trigger();
        visit(front);
        QPushButton* allow = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((allow = window.findChild<QPushButton*>(
                                      QStringLiteral("arrivals.peer.127.0.0.1.allow"))) != nullptr,
                                 kPatience);
        QTRY_VERIFY(allow->isVisible());
        QVERIFY(window.findChild<QLabel*>(QStringLiteral("arrivals.peer.127.0.0.1.what"))
                    ->text()
                    .startsWith(QStringLiteral("refused")));
        QCOMPARE(service->status().lastRequest, traffic::RequestId{0});

        QTest::mouseClick(allow, Qt::LeftButton);
        visit(front);
        QTRY_COMPARE_WITH_TIMEOUT(service->status().lastRequest, traffic::RequestId{1}, kPatience);
        QTRY_VERIFY(!allow->isVisible());
        auto* page = window.findChild<QWidget*>(QStringLiteral("page.first-start"));
        QTRY_VERIFY_WITH_TIMEOUT(!page->isVisible(), kPatience);
    }

private:
    static void visit(std::uint16_t port) {
        const auto answer =
            test::exchange(port, "GET /nothing HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status, 404);
    }
};

QTEST_MAIN(WindowRefusedTest)
#include "window_refused_test.moc"
