// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detail_pane.h"

#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/fake_mirror_service.h"
#include "tests/support/hostile_bytes.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/text/byte_view.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::detail;
using Tab = DetailPane::Tab;

class DetailPaneTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(100);
        m_session->setDetail(test::attackDetail(41));
        m_session->setDetail(test::attackDetail(42));
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_bridge->start();
        m_bridge->stop();  // drained by hand
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_pane = std::make_unique<DetailPane>(*m_bridge, *m_loader);
        m_pane->resize(1200, 344);
        m_pane->show();
    }

    void cleanup() {
        m_session->open();
        m_pane.reset();
        m_loader.reset();
    }

    void nothingSelectedAtFirst() {
        QCOMPARE(emptyTitle(), QStringLiteral("Nothing selected"));
        QVERIFY(!tabs()->isEnabled());
    }

    void showsARequest() {
        showRequest(42);
        QCOMPARE(label("detail.title"), QStringLiteral("Request 42"));
        QCOMPARE(tabs()->tabText(static_cast<int>(Tab::Headers)), QStringLiteral("Headers 5"));
        QCOMPARE(tabs()->tabText(static_cast<int>(Tab::Body)), QStringLiteral("Body JSON"));
        QCOMPARE(tabs()->tabText(static_cast<int>(Tab::Hits)), QStringLiteral("Hits 2"));
        for (int tab = 0; tab < static_cast<int>(Tab::Count); ++tab) {
            m_pane->setTab(static_cast<Tab>(tab));
            QCOMPARE(page(), static_cast<int>(tab));
        }
        QCOMPARE(bytes("detail.raw.bytes")->bytes().substr(0, 20), std::string_view("POST /api/v2/session"));
        QCOMPARE(bytes("detail.body.bytes")->bytes().size(), test::attackDetail(42).request.body.size());
    }

    void hitIsMarkedWhereItIs() {
        showRequest(42);
        m_pane->setTab(Tab::Hits);
        const auto note = [this] {
            for (const QLabel* one :
                 m_pane->findChild<QWidget*>(QStringLiteral("detail.hits.bytes"))->findChildren<QLabel*>()) {
                if (one->text().startsWith(QStringLiteral("match: "))) {
                    return one->text();
                }
            }
            return QString();
        };
        QCOMPARE(note(), QStringLiteral("match: bytes 10–20 of the body"));
        auto* list = m_pane->findChild<QListView*>(QStringLiteral("detail.hits.list"));
        list->setCurrentIndex(list->model()->index(1, 0));
        QCOMPARE(note(), QStringLiteral("match: offset unknown"));
    }

    void oldContentStaysUntilTheNewIsRead() {
        showRequest(42);
        m_session->close();
        m_pane->showRequest(41);
        QVERIFY(m_session->waitUntilAsked(2));
        QCOMPARE(label("detail.title"), QStringLiteral("Request 42"));
        m_session->open();
        QTRY_COMPARE(label("detail.title"), QStringLiteral("Request 41"));
    }

    void walkingReadsOnlyTheLast() {
        m_session->close();
        m_pane->showRequest(41);
        QVERIFY(m_session->waitUntilAsked(1));
        for (int i = 0; i < 50; ++i) {
            m_pane->showRequest(41 + i % 2);
        }
        m_session->open();
        QTRY_COMPARE(label("detail.title"), QStringLiteral("Request 42"));
        QCOMPARE(m_session->asked(), std::size_t{2});
        QCOMPARE(m_session->cancelled(), std::size_t{1});
    }

    void goneRequestIsSaid() {
        m_pane->showRequest(7);
        QTRY_COMPARE(emptyTitle(), QStringLiteral("No longer stored"));
    }

    void zeroClears() {
        showRequest(42);
        m_pane->showRequest(0);
        QCOMPARE(emptyTitle(), QStringLiteral("Nothing selected"));
        QCOMPARE(label("detail.title"), QString());
    }

    void waitsForAnalysisAndThenShowsIt() {
        traffic::RequestDetail pending = test::attackDetail(50);
        pending.row.state = traffic::RequestState::Pending;
        pending.hits.clear();
        m_session->setDetail(pending);
        api::AnalysisStatus analysis;
        analysis.state = api::AnalysisState::Running;
        analysis.verdictBacklog = 61;  // the requests 40 to 100
        m_service->setAnalysis(analysis);
        m_bridge->askStatus();
        showRequest(50);
        m_pane->setTab(Tab::Hits);
        QCOMPARE(emptyTitle(), QStringLiteral("Waiting for analysis"));
        QCOMPARE(emptyText(), QStringLiteral("This request is stored; 10 are before it."));
        m_session->setDetail(test::attackDetail(50));
        m_service->judge({50, traffic::RequestState::Attack, 15, 5, {}, {}});
        m_bridge->drain();
        QTRY_COMPARE(tabs()->tabText(static_cast<int>(Tab::Hits)), QStringLiteral("Hits 2"));
        QCOMPARE(page(), static_cast<int>(Tab::Hits));
    }

    void missingBodyIsExplained() {
        traffic::RequestDetail detail = test::attackDetail(51);
        detail.request.form = traffic::RequestForm::HeadOnly;
        detail.request.body.clear();
        detail.request.bodyLength = 0;
        detail.request.declaredLength = 8'388'608;
        m_session->setDetail(detail);
        showRequest(51);
        m_pane->setTab(Tab::Body);
        QCOMPARE(emptyText(),
                 QStringLiteral("The proxy announced 8,388,608 bytes and sent none (mirrorBody is off)."));
    }

    void hostileBytesAreVisibleTextInEveryLabel() {
        traffic::RequestId id = 60;
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            traffic::RequestDetail detail = test::attackDetail(++id);
            detail.request.target = hostile.bytes;
            detail.request.reason = hostile.bytes;
            detail.row.sourceName = hostile.bytes;
            detail.ruleSet = hostile.bytes;
            detail.request.head = "GET " + hostile.bytes + " HTTP/1.1\r\nHost: " + hostile.bytes + "\r\n\r\n";
            detail.request.body = hostile.bytes;
            detail.hits[0].hit.message = hostile.bytes;
            m_session->setDetail(detail);
            showRequest(id);
            for (int tab = 0; tab < static_cast<int>(Tab::Count); ++tab) {
                m_pane->setTab(static_cast<Tab>(tab));
                m_pane->grab();
            }
            for (const QLabel* one : m_pane->findChildren<QLabel*>()) {
                QCOMPARE(one->textFormat(), Qt::PlainText);
                QVERIFY(!one->text().contains(u'\x1b') && !one->text().contains(u'\0') &&
                        !one->text().contains(QChar(0x202e)));
                QVERIFY(one->text().size() <= 2 * test::kLongestShown);
            }
        }
    }

    void everyWidgetOfUseHasAName() {
        showRequest(42);
        for (const char* name :
             {"detail.tabs", "detail.overview", "detail.headers", "detail.body.bytes", "detail.hits.list",
              "detail.hits.steps", "detail.hits.bytes.bytes", "detail.raw.bytes"}) {
            const auto* widget = m_pane->findChild<QWidget*>(QString::fromLatin1(name));
            QVERIFY2(widget, name);
            QVERIFY2(!widget->accessibleName().isEmpty(), name);
        }
    }

private:
    void showRequest(traffic::RequestId id) {
        QSignalSpy shown(m_pane.get(), &DetailPane::requestShown);
        m_pane->showRequest(id);
        QTRY_VERIFY(!shown.isEmpty());
    }

    QString label(const char* name) const {
        return m_pane->findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    QWidget* empty() const { return m_pane->findChild<QWidget*>(QStringLiteral("detail.empty")); }
    QString emptyTitle() const { return empty()->isVisible() ? empty()->accessibleName() : QString(); }
    QString emptyText() const { return empty()->isVisible() ? empty()->accessibleDescription() : QString(); }
    QTabBar* tabs() const { return m_pane->findChild<QTabBar*>(QStringLiteral("detail.tabs")); }
    int page() const { return m_pane->findChild<QStackedWidget*>()->currentIndex(); }
    text::ByteView* bytes(const char* name) const {
        return m_pane->findChild<text::ByteView*>(QString::fromLatin1(name));
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<DetailPane> m_pane;
};

QTEST_MAIN(DetailPaneTest)
#include "detail_pane_test.moc"
