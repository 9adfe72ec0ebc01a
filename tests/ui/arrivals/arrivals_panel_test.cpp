// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/arrivals_panel.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/privacy/exposed_text.h"
#include "tests/ui/shell/fake_service.h"
#include "ui/privacy/screen.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::arrivals;
using namespace std::chrono_literals;

namespace {

base::WallTime ago(std::chrono::seconds time) {
    return base::wallNow() - time;
}

}  // namespace

class ArrivalsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_service = std::make_unique<test::FakeService>(test::FakeSession{});
        m_panel = std::make_unique<ArrivalsPanel>(*m_service);
        api::ListenerStatus listener;
        listener.address = *api::parseListenerAddress("127.0.0.1:8445");
        listener.listening = true;
        m_status.listeners = {listener};
        show();
    }

    void saysWhereItListens() {
        QVERIFY(text("arrivals.listeners").contains(QStringLiteral("Only this machine can reach 127.0.0.1")));
        QVERIFY(find<QLabel>("arrivals.no-peers")->isVisible());
        m_status.listeners[0].address = *api::parseListenerAddress("0.0.0.0:8445");
        m_status.listeners[0].allow = {*base::IpNetwork::parse("10.0.0.0/8")};
        show();
        QVERIFY(text("arrivals.listeners").contains(QStringLiteral("10.0.0.0/8")));
        m_status.listeners[0].listening = false;
        m_status.listeners[0].failure = base::Error{base::ErrorCode::AddressInUse, {"0.0.0.0:8445"}};
        show();
        QVERIFY2(text("arrivals.listeners").contains(QStringLiteral("does not listen")),
                 qPrintable(text("arrivals.listeners")));
        m_status.listeners.clear();
        show();
        QVERIFY(text("arrivals.listeners").contains(QStringLiteral("Nothing listens")));
    }

    void secretsOfFirstBytesAreDots() {
        m_status.listeners[0].peers = {{.peer = "10.0.0.5",
                                        .unreadable = 1,
                                        .firstBytes = "GET /?token=Fb1234x HTTP/1.1\r\nCookie: a=Fc1234x",
                                        .lastSeen = ago(3s)}};
        show();
        const auto told = [this] { return test::exposedText(*m_panel); };
        QVERIFY(told().contains(QStringLiteral("token=••••••••")));
        QVERIFY(!told().contains(QStringLiteral("Fb1234x")));
        QVERIFY(!told().contains(QStringLiteral("Fc1234x")));
        mirrorscope::ui::privacy::Screen::instance().revealAll();
        show();
        QVERIFY(told().contains(QStringLiteral("Fb1234x")));
        mirrorscope::ui::privacy::Screen::instance().hideAgain();
    }

    void refusedPeersCanBeAllowed() {
        m_status.listeners[0].peers = {{.peer = "10.0.0.5", .notAllowed = 1200, .lastSeen = ago(3s)}};
        show();
        auto* allow = find<QPushButton>("arrivals.peer.10.0.0.5.allow");
        QTRY_VERIFY(allow->isVisible());
        QCOMPARE(allow->text(), QStringLiteral("Allow 10.0.0.5"));
        QVERIFY(text("arrivals.peer.10.0.0.5.what")
                    .startsWith(QStringLiteral("refused 1,200 ×, not on the allow-list; last")));
        QSignalSpy allowed(m_panel.get(), &ArrivalsPanel::allowed);
        m_service->setStatus(m_status);
        QTest::mouseClick(allow, Qt::LeftButton);
        QCOMPARE(allowed.count(), 1);
        m_status = m_service->status();
        QCOMPARE(m_status.listeners[0].allow.back().onlyAddress()->to_string(), std::string("10.0.0.5"));
        show();
        QVERIFY(!allow->isVisible());
        QVERIFY(text("arrivals.peer.10.0.0.5.advice")
                    .contains(QStringLiteral("add 10.0.0.5 to the setting “allow”")));
    }

    void otherProtocolsAreNamed() {
        m_status.listeners[0].peers = {{.peer = "10.0.0.6",
                                        .unreadable = 2,
                                        .firstBytes = std::string("\x16\x03\x01\x02", 4),
                                        .lastSeen = ago(1s)},
                                       {.peer = "10.0.0.7", .empty = 1, .lastSeen = ago(2s)}};
        show();
        QVERIFY(text("arrivals.peer.10.0.0.6.advice").startsWith(QStringLiteral("TLS. ")));
        QVERIFY(!find<QPushButton>("arrivals.peer.10.0.0.6.allow")->isVisible());
        const QString bytes = text("arrivals.peer.10.0.0.6.bytes");
        QVERIFY(!bytes.isEmpty() && !bytes.contains(QChar(0x16)));
        QVERIFY(!find<QLabel>("arrivals.peer.10.0.0.7.advice")->isVisible());
    }

    /// Whoever can make up addresses must not fill the window; no button moves under the pointer.
    void rowsAreFewAndStay() {
        auto& peers = m_status.listeners[0].peers;
        for (int i = 0; i < 100; ++i) {
            peers.push_back({.peer = "192.0.2." + std::to_string(i),
                             .notAllowed = 1,
                             .lastSeen = ago(std::chrono::seconds(200 - i))});
        }
        show();
        QCOMPARE(rows(), 20);
        QVERIFY(text("arrivals.more-peers").startsWith(QStringLiteral("80 more")));
        auto* kept = find<QWidget>("arrivals.peer.192.0.2.95");
        const int place = kept->y();
        peers[99].lastSeen = ago(0s);
        peers[97].lastSeen = ago(1s);
        show();
        QCOMPARE(kept->y(), place);
        peers.push_back({.peer = "198.51.100.1", .notAllowed = 1, .lastSeen = ago(0s)});
        show();
        QTRY_COMPARE(rows(), 20);
        QVERIFY(find<QWidget>("arrivals.peer.198.51.100.1") != nullptr);
    }

    void anotherProgramsListenersAreNotOurs() {
        m_status.attached = api::AttachedStatus{"77"};
        m_status.listeners.clear();
        show();
        QVERIFY(text("arrivals.listeners").startsWith(QStringLiteral("Another program records")));
    }

    void commandsAreCopied() {
        QTest::mouseClick(find<QPushButton>("arrivals.copy.curl"), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("http://127.0.0.1:8445/")));
        QTest::mouseClick(find<QPushButton>("arrivals.copy.nginx"), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("nginx -T")));
    }

private:
    void show() {
        m_panel->setStatus(m_status);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    int rows() const {
        int count = 0;
        for (const QPushButton* button : m_panel->findChildren<QPushButton*>()) {
            count += button->objectName().endsWith(QStringLiteral(".allow")) ? 1 : 0;
        }
        return count;
    }
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }

    std::unique_ptr<test::FakeService> m_service;
    std::unique_ptr<ArrivalsPanel> m_panel;
    api::ServiceStatus m_status;
};

QTEST_MAIN(ArrivalsPanelTest)
#include "arrivals_panel_test.moc"
