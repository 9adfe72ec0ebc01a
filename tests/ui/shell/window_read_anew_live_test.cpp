// SPDX-License-Identifier: GPL-3.0-or-later
// Stored requests read anew by the window that records them: requests come over sockets.
#include <QAbstractItemView>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "core/storage/source_settings.h"
#include "tests/ui/shell/real_service.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

constexpr std::string_view kHarmless = "GET /hello HTTP/1.1\r\nHost: shop.example.com\r\n\r\n";
/// Its sender says who the client was.
constexpr std::string_view kClaimed =
    "GET /item?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20 HTTP/1.1\r\nHost: shop.example.com\r\n"
    "X-Forwarded-For: 203.0.113.77\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n";
/// Rules take a second to load; slow machines take longer.
constexpr int kPatience = 60'000;

}  // namespace

class WindowReadAnewLiveTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_directory.isValid());
        qputenv("XDG_STATE_HOME", m_directory.path().toUtf8());
        prepareApplication(*qApp, true);
        // A loaded disk is no failure here.
        auto real = test::openRealService(m_directory.filePath(QStringLiteral("live.mscope")),
                                          {{"limits.patience", "60s"}});
        QVERIFY(real.service);
        m_service = std::move(real.service);
        m_keeper = std::move(real.keeper);
        m_address = real.address;
    }
    void cleanupTestCase() {
        m_window.reset();
        m_service.reset();
    }

    /// A proxy that is trusted later, read anew in the window while it receives: rows and attacks follow.
    void requestsAreReadAnewWhileTheyCome() {
        m_service->startAnalysisInBackground();
        open();
        QVERIFY(send(kClaimed));
        QTRY_VERIFY_WITH_TIMEOUT(rows("attacks") == 1, kPatience);
        const auto clients = [this] {
            auto* model = m_window->findChild<QAbstractItemView*>(QStringLiteral("requests"))->model();
            QStringList texts;
            for (int row = 0; row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    texts << model->index(row, column).data().toString();
                }
            }
            return texts.join(u' ');
        };
        QTRY_VERIFY(rows("requests") == 1 && clients().contains(QStringLiteral("127.0.0.1")));
        {
            const auto settings = std::move(*storage::SourceSettings::open(m_service->status().session));
            QVERIFY(settings->set({.source = 1, .trusted = "127.0.0.1/32"}).has_value());
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->actions().readAnew->isEnabled(), kPatience);
        m_window->actions().readAnew->trigger();
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("dialog.read-anew"));
        auto* both = dialog->findChild<QRadioButton*>(QStringLiteral("read-anew.both"));
        QVERIFY(both->isEnabled());
        both->click();
        dialog->findChild<QPushButton*>(QStringLiteral("read-anew.go"))->click();
        QVERIFY(send(kHarmless));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_window->findChild<QMessageBox*>(QStringLiteral("dialog.session-result")) != nullptr, kPatience);
        QCOMPARE(m_window->findChild<QMessageBox*>(QStringLiteral("dialog.session-result"))->text(),
                 QStringLiteral("The requests are read anew."));
        QTRY_VERIFY_WITH_TIMEOUT(clients().contains(QStringLiteral("203.0.113.77")), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(rows("requests"), 2, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_service->status().analysis.verdictBacklog == 0, kPatience);
        const auto reader = std::move(*m_service->queries());
        QCOMPARE(reader->progress()->verdictCursor, traffic::RequestId{2});
        QCOMPARE(reader->detail(1, {})->row.context.client, std::string("203.0.113.77"));
        QCOMPARE(reader->detail(1, {})->row.state, traffic::RequestState::Attack);
    }

private:
    void open() {
        QVERIFY(m_service->listen(m_address).has_value());
        m_window = std::make_unique<MainWindow>(
            WindowServices{*m_service, m_demo, *m_keeper, m_decisions, {}, {m_address}, std::nullopt});
        m_window->resize(1600, 1000);
        m_window->show();
    }
    bool send(std::string_view request) const {
        const auto answer = test::exchange(m_address.port, request);
        return answer && answer->status == 204;
    }
    int rows(const char* view) const {
        return m_window->findChild<QAbstractItemView*>(QLatin1String(view))->model()->rowCount();
    }

    QTemporaryDir m_directory;
    pipeline::DemoTraffic m_demo;
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    std::unique_ptr<pipeline::SessionKeeper> m_keeper;
    api::ListenerAddress m_address;
    base::SystemClock m_clock;
    pipeline::SessionDecisions m_decisions{m_clock};
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowReadAnewLiveTest)
#include "window_read_anew_live_test.moc"
