// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Forwarding of the detail: the way of the request, off the UI thread, with what leads to findings.
#include "ui/detail/forwarding_page.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/fake_mirror_service.h"
#include "tests/support/hostile_bytes.h"
#include "ui/detail/detail_pane.h"
#include "ui/detail/header_parts_model.h"
#include "ui/hops/hop_picture.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/text/summary_accessible.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::detail;
using Tab = DetailPane::Tab;

namespace {

/// Through a balancer and nginx; the client wrote the first element itself.
traffic::RequestDetail proxied(traffic::RequestId id, const std::string& list) {
    traffic::RequestDetail detail = test::attackDetail(id);
    detail.row.context.kind = traffic::SourceKind::Nginx;
    detail.row.context.client = "203.0.113.7";
    detail.row.context.clientFrom = "X-Forwarded-For";
    detail.row.context.clientTrust = traffic::ClientTrust::Verified;
    detail.row.context.identifiedBy = "pinned";
    detail.row.context.confidence = 100;
    detail.row.context.clientAlternatives = {{"8.8.8.8", "X-Forwarded-For"}};
    detail.request.head = "GET / HTTP/1.1\r\nHost: shop.example.com\r\nX-Forwarded-For: " + list +
                          "\r\nX-Forwarded-Proto: https\r\nUser-Agent: x\r\n\r\n";
    return detail;
}

traffic::Finding shownBy(traffic::RequestId sample) {
    traffic::Finding finding;
    finding.id = 9;
    finding.code = "XFF_DUPLICATE";
    finding.source = 1;
    finding.sample = sample;
    finding.seen = "twice in 20 of 20 requests";
    return finding;
}

}  // namespace

class ForwardingPageTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(100);
        m_session->setDetail(proxied(41, "8.8.8.8, 203.0.113.7, 10.0.0.5"));
        m_session->setDetail(proxied(42, "203.0.113.7"));
        m_session->headers().setFindings({shownBy(41)});
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_bridge->start();
        m_bridge->stop();
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_pane = std::make_unique<DetailPane>(*m_bridge, *m_loader);
        m_pane->resize(1300, 344);
        m_pane->show();
        m_pane->setTab(Tab::Forwarding);
    }

    void cleanup() {
        m_session->open();
        m_pane.reset();
        m_loader.reset();
    }

    void saysWhoWroteWhat() {
        showRequest(41);
        QCOMPARE(cell(0, HeaderPartsModel::Part), QStringLiteral("X-Forwarded-For, 1 of 3"));
        QCOMPARE(cell(0, HeaderPartsModel::Value), QStringLiteral("8.8.8.8"));
        QCOMPARE(cell(0, HeaderPartsModel::WrittenBy), QStringLiteral("The client"));
        QCOMPARE(cell(0, HeaderPartsModel::Forgeable), QStringLiteral("Yes"));
        QCOMPARE(cell(1, HeaderPartsModel::WrittenBy), QStringLiteral("10.0.0.5"));
        QCOMPARE(cell(1, HeaderPartsModel::Forgeable), QStringLiteral("No"));
        QCOMPARE(cell(2, HeaderPartsModel::WrittenBy), QStringLiteral("nginx 10.0.0.12"));
        // Other lines that proxies write, and nothing of the client's own.
        QCOMPARE(cell(3, HeaderPartsModel::Part), QStringLiteral("Host"));
        QCOMPARE(table()->model()->rowCount(), 5);
        QCOMPARE(cell(4, HeaderPartsModel::Part), QStringLiteral("X-Forwarded-Proto"));
    }

    void saysWhichClientAndWhy() {
        showRequest(41);
        QVERIFY(label("client").startsWith(QStringLiteral("203.0.113.7")));
        QCOMPARE(label("client-reason"),
                 QStringLiteral("Because from the right of the list, past the trusted networks: each proxy "
                                "appended whom it saw."));
        QCOMPARE(label("others"), QStringLiteral("8.8.8.8 in X-Forwarded-For"));
        QVERIFY(label("source").contains(QStringLiteral("pinned, 100 %")));
        QVERIFY(label("source-reason").contains(QStringLiteral("--trust CIDR=KIND")));
    }

    void thePictureHasASummaryAndATable() {
        showRequest(41);
        auto* picture = m_pane->findChild<hops::HopPicture*>();
        const QString summary = text::accessibleSummary(picture);
        QVERIFY2(summary.contains(QStringLiteral("X-Forwarded-For as received: 8.8.8.8 as a claim, "
                                                 "203.0.113.7, 10.0.0.5, client: no. 2 from the right")),
                 qPrintable(summary));
        picture->setFocus();
        QTest::keyClick(picture, Qt::Key_T);
        auto* twin = m_pane->findChild<QTableView*>(QStringLiteral("detail.forwarding.picture.table"));
        QVERIFY(twin->isVisible() && !picture->isVisible());
        QCOMPARE(twin->model()->index(4, 1).data().toString(), QStringLiteral("8.8.8.8"));
        QCOMPARE(twin->model()->index(4, 2).data().toString(), QStringLiteral("Anyone can write this"));
        QTest::keyClick(twin, Qt::Key_T);
        QVERIFY(picture->isVisible());
    }

    void findingsOfTheRequestAreOpened() {
        showRequest(41);
        auto* list = m_pane->findChild<QListWidget*>(QStringLiteral("detail.forwarding.findings"));
        QCOMPARE(list->count(), 1);
        QVERIFY(list->isVisible());
        QSignalSpy opened(m_pane.get(), &DetailPane::findingActivated);
        list->setFocus();
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().front().value<traffic::FindingId>(), traffic::FindingId{9});
        showRequest(42);
        QVERIFY(!list->isVisible());
        QVERIFY(m_pane->findChild<QLabel*>(QStringLiteral("detail.forwarding.no-findings"))->isVisible());
    }

    void mutedFindingsSaySo() {
        m_session->headers().setMutes({{{shownBy(41).source, shownBy(41).code}, "planned", {}, {}}});
        showRequest(41);
        auto* list = m_pane->findChild<QListWidget*>(QStringLiteral("detail.forwarding.findings"));
        QCOMPARE(list->count(), 1);
        QVERIFY2(list->item(0)->text().endsWith(QStringLiteral("(Muted for good)")),
                 qPrintable(list->item(0)->text()));
        QVERIFY(list->item(0)
                    ->data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("Muted for good")));
    }

    /// While the next one is read the old one stays, the whole of it.
    void staysWhileTheNextIsRead() {
        showRequest(41);
        m_session->close();
        const std::size_t asked = m_session->asked();
        m_pane->showRequest(42);
        QVERIFY(m_session->waitUntilAsked(asked + 1));
        QCOMPARE(table()->model()->rowCount(), 5);
        QCOMPARE(title(), QStringLiteral("Request 41"));
        m_session->open();
        QTRY_COMPARE(title(), QStringLiteral("Request 42"));
        QCOMPARE(table()->model()->rowCount(), 3);
    }

    void isReadOnlyWhenLookedAt() {
        m_pane->setTab(Tab::Raw);
        const std::size_t before = m_session->asked();
        showRequest(41);
        QCOMPARE(m_session->asked(), before + 1);
        m_pane->setTab(Tab::Forwarding);
        QTRY_COMPARE(table()->model()->rowCount(), 5);
        m_pane->setTab(Tab::Raw);
        m_pane->setTab(Tab::Forwarding);
        QCOMPARE(m_session->asked(), before + 2);
    }

    void whatHasNoWayIsSaid() {
        traffic::RequestDetail arrived = test::attackDetail(50);
        arrived.row = test::arrivedRow(50);
        m_session->setDetail(arrived);
        traffic::RequestDetail noise = proxied(51, "1.1.1.1");
        noise.request.form = traffic::RequestForm::NotHttp;
        m_session->setDetail(noise);
        showRequest(50);
        QCOMPARE(emptyTitle(), QStringLiteral("Waiting for attribution"));
        showRequest(51);
        QCOMPARE(emptyTitle(), QStringLiteral("No headers"));
    }

    void hostileBytesAreShown() {
        traffic::RequestId id = 60;
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            traffic::RequestDetail detail = proxied(++id, hostile.bytes);
            detail.row.context.clientFrom = hostile.bytes;
            detail.row.context.identifiedBy = hostile.bytes;
            m_session->setDetail(detail);
            showRequest(id);
            m_pane->grab();
            for (int row = 0; row < table()->model()->rowCount(); ++row) {
                const QString value = cell(row, HeaderPartsModel::Value);
                QVERIFY(!value.contains(QChar(0x202e)) && !value.contains(u'\x1b'));
            }
        }
    }

    void theTableIsCopied() {
        showRequest(42);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            QStringLiteral("X-Forwarded-For\t203.0.113.7\tnginx 10.0.0.12\tNo\n")));
    }

    void everyWidgetOfUseHasAName() {
        showRequest(41);
        for (const char* name : {"detail.forwarding", "detail.forwarding.picture", "detail.forwarding.parts",
                                 "detail.forwarding.facts", "detail.forwarding.findings"}) {
            const auto* widget = m_pane->findChild<QWidget*>(QString::fromLatin1(name));
            QVERIFY2(widget, name);
            QVERIFY2(!widget->accessibleName().isEmpty(), name);
        }
        const QAbstractItemModelTester tester(table()->model());
        showRequest(42);
    }

private:
    void showRequest(traffic::RequestId id) {
        QSignalSpy shown(m_pane.get(), &DetailPane::requestShown);
        m_pane->showRequest(id);
        QTRY_VERIFY(!shown.isEmpty());
    }
    QTableView* table() const {
        return m_pane->findChild<QTableView*>(QStringLiteral("detail.forwarding.parts"));
    }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QString label(const char* name) const {
        return m_pane->findChild<QLabel*>(QStringLiteral("detail.forwarding.") + QLatin1String(name))->text();
    }
    QString title() const { return m_pane->findChild<QLabel*>(QStringLiteral("detail.title"))->text(); }
    QString emptyTitle() const {
        const auto* empty = m_pane->findChild<QWidget*>(QStringLiteral("detail.empty"));
        return empty->isVisible() ? empty->accessibleName() : QString();
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<DetailPane> m_pane;
};

QTEST_MAIN(ForwardingPageTest)
#include "forwarding_page_test.moc"
