// SPDX-License-Identifier: GPL-3.0-or-later
// A real nginx behind realip loses the list of addresses. The window finds it; its patch is copied to the
// clipboard, applied to nginx.conf, nginx reads it again, and the finding closes in the window.
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <memory>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "tests/support/collector.h"
#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"
#include "tests/support/socket.h"
#include "tests/ui/shell/real_service.h"
#include "ui/hops/hop_picture.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"
#include "ui/text/summary_accessible.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::shell;

namespace {

constexpr char kCode[] = "XFF_CHAIN_LOST";
/// Enough for the rule to open and, later, to close.
constexpr int kRequests = 60;
constexpr int kPatience = 60'000;
/// Where this test, in the place of a balancer, connects from.
constexpr char kBalancer[] = "127.0.0.50";
constexpr char kClient[] = "9.9.9.9";

/// What somebody wrote who forgot what realip does to $remote_addr.
constexpr char kServer[] = R"(
        location / {
            mirror /mirror;
            proxy_pass http://127.0.0.1:%ORIGIN%;
        }
        location = /mirror {
            internal;
            proxy_pass http://127.0.0.1:%LISTENER%$request_uri;
            proxy_set_header X-SERVER-PORT $server_port;
            proxy_set_header X-SERVER-ADDR $server_addr;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $realip_remote_addr;
            proxy_set_header X-Real-IP $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Scheme $scheme;
            proxy_set_header X-Request-ID $request_id;
        }
)";
constexpr char kHttp[] = "    set_real_ip_from 127.0.0.50;\n    real_ip_header X-Forwarded-For;\n";

bool visit(std::uint16_t port, int number) {
    auto socket = test::Socket::connect(port, "127.0.0.1", kBalancer);
    const std::string request =
        "GET /item/" + std::to_string(number) +
        " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0\r\nX-Forwarded-For: " + kClient +
        "\r\nConnection: close\r\n\r\n";
    if (!socket || !socket->send(request)) {
        return false;
    }
    const auto response = test::ResponseReader(*socket).next();
    return response && response->status == 200;
}

bool visitOften(std::uint16_t port) {
    for (int i = 0; i < kRequests; ++i) {
        if (!visit(port, i)) {
            return false;
        }
    }
    return true;
}

/// Applies a difference as it was copied: the line after "- " becomes the one after "+ ".
bool applyPatch(const QString& path, const QString& patch) {
    QString from;
    QString to;
    for (const QString& line : patch.split(QLatin1Char('\n'))) {
        if (line.startsWith(QStringLiteral("- "))) {
            from = line.mid(2);
        } else if (line.startsWith(QStringLiteral("+ "))) {
            to = line.mid(2);
        }
    }
    QFile file(path);
    if (from.isEmpty() || to.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        return false;
    }
    QString text = QString::fromUtf8(file.readAll());
    file.close();
    if (text.count(from) != 1 || !file.open(QIODevice::WriteOnly)) {
        return false;
    }
    text.replace(from, to);
    return file.write(text.toUtf8()) > 0;
}

}  // namespace

class FindingsWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_directory.isValid());
        qputenv("XDG_STATE_HOME", m_directory.path().toUtf8());
        prepareApplication(*qApp, true);
        startService();
        startNginx();
    }

    void cleanupTestCase() {
        m_window.reset();
        m_nginx.reset();
        m_service.reset();
    }

    void aFindingIsPutRightFromTheWindow() {
        openWindow();
        QVERIFY(visitOften(m_port));
        auto* findings = find<QTableView>("findings");
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(*findings) >= 0, kPatience);
        findings->setCurrentIndex(findings->model()->index(rowOf(*findings), 1));
        QCOMPARE(find<QLabel>("finding.title")->text(),
                 QStringLiteral("Client's X-Forwarded-For list is dropped"));

        // The picture and the evidence are those of a request that came.
        auto* picture = m_window->findChild<ui::hops::HopPicture*>(QStringLiteral("finding.picture"));
        QTRY_VERIFY(text::accessibleSummary(picture).contains(QStringLiteral("9.9.9.9")));
        auto* evidence = find<QTableView>("finding.evidence");
        QTRY_COMPARE(evidence->model()->rowCount(), 4);
        QCOMPARE(evidence->model()->index(0, 3).data().toString(), QLatin1String(kBalancer));

        find<QPushButton>("finding.copy-patch")->click();
        QVERIFY(applyPatch(m_configuration, QGuiApplication::clipboard()->text()));
        const QByteArray complaint = test::nginxComplaint(m_place, m_configuration);
        QVERIFY2(complaint.isEmpty(), complaint.constData());
        m_nginx->reload();
        // Workers of before serve until they end.
        const auto isClosed = [&] { return visit(m_port, 0) && rowOf(*findings) < 0; };
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), kPatience);
        QTRY_VERIFY(find<QLabel>("finding.facts")->text().contains(QStringLiteral("closed at")));
        find<QToolButton>("findings.closed")->click();
        QTRY_VERIFY(rowOf(*findings) >= 0);
        QCOMPARE(findings->model()->index(rowOf(*findings), 0).data().toString(), QStringLiteral("Closed"));
    }

private:
    void startService() {
        auto real =
            test::openRealService(m_directory.filePath(QStringLiteral("s.mscope")), {{"trust", "127.0.0.1"}});
        QVERIFY(real.service);
        m_service = std::move(real.service);
        m_keeper = std::move(real.keeper);
        m_address = real.address;
        QVERIFY(m_service->listen(m_address).has_value());
    }

    void startNginx() {
        m_port = test::freePort();
        m_place = m_directory.filePath(QStringLiteral("nginx"));
        QByteArray server(kServer);
        server.replace("%ORIGIN%", QByteArray::number(m_origin.port()));
        server.replace("%LISTENER%", QByteArray::number(m_address.port));
        m_configuration = test::writeNginxConfig(m_place, {kHttp, server, m_port, false, true});
        const QByteArray complaint = test::nginxComplaint(m_place, m_configuration);
        QVERIFY2(complaint.isEmpty(), complaint.constData());
        m_nginx = std::make_unique<test::Nginx>(m_place, m_configuration, m_port);
        QVERIFY(m_nginx->isRunning());
    }

    void openWindow() {
        m_window = std::make_unique<MainWindow>(
            WindowServices{*m_service, m_demo, *m_keeper, m_decisions, {}, {m_address}, std::nullopt});
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->actions().perspectives[static_cast<std::size_t>(Perspective::Headers)]->trigger();
    }

    /// -1: it is not in the table.
    static int rowOf(const QTableView& findings) {
        for (int row = 0; row < findings.model()->rowCount(); ++row) {
            if (findings.model()->index(row, 6).data().toString() == QLatin1String(kCode)) {
                return row;
            }
        }
        return -1;
    }

    template <typename Widget>
    Widget* find(const char* name) const {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }

    QTemporaryDir m_directory;
    test::OriginServer m_origin;
    pipeline::DemoTraffic m_demo;
    base::SystemClock m_clock;
    pipeline::SessionDecisions m_decisions{m_clock};
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
    std::unique_ptr<pipeline::SessionKeeper> m_keeper;
    api::ListenerAddress m_address;
    std::uint16_t m_port = 0;
    QString m_place;
    QString m_configuration;
    std::unique_ptr<test::Nginx> m_nginx;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(FindingsWindowTest)
#include "findings_window_test.moc"
