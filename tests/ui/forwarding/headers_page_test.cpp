// SPDX-License-Identifier: GPL-3.0-or-later
// The Headers page over a session in memory: findings come, change and close while somebody looks.
#include "ui/forwarding/headers_page.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

#include "tests/support/fake_mirror_service.h"
#include "tests/support/hostile_bytes.h"
#include "tests/ui/forwarding/sample_findings.h"
#include "ui/filter/filter_state.h"
#include "ui/forwarding/finding_page.h"
#include "ui/forwarding/findings_panel.h"
#include "ui/hops/hop_picture.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::forwarding;
using test::closed;
using test::presenceOf;
using test::sampleFinding;
using traffic::FindingSeverity;

class HeadersPageTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(4321);
        m_session->setSources({test::sampleSource(1, "edge-nginx"), test::sampleSource(2, "shop-envoy")});
        for (const traffic::RequestId id : {7, 9}) {
            m_session->setDetail(test::lostChain(id));
        }
        m_session->headers().setEvidence({9, 7});
        m_service = std::make_unique<test::FakeMirrorService>(*m_session);
        m_bridge = std::make_unique<live::LiveBridge>(*m_service);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_longReads = std::make_unique<live::PageLoader>([this] { return m_service->queries(); });
        m_filter = std::make_unique<filter::FilterState>();
        m_page = std::make_unique<HeadersPage>(*m_bridge, *m_loader, *m_longReads, *m_filter);
        m_page->resize(1336, 850);
    }
    void cleanup() {
        m_longReads.reset();
        m_loader.reset();
        m_page.reset();
        m_filter.reset();
        m_bridge.reset();
        m_service.reset();
    }

    void noFindingSaysHowManyRequestsWereLookedAt() {
        open();
        QTRY_VERIFY(m_page->findChild<QWidget*>(QStringLiteral("findings.empty"))->isVisible());
        const auto saysIt = [this] {
            const auto labels =
                m_page->findChild<QWidget*>(QStringLiteral("findings.empty"))->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                return label->text().contains(QStringLiteral("4,321"));
            });
        };
        QTRY_VERIFY(saysIt());
        QVERIFY(find<QWidget>("finding.empty")->isVisible());
    }

    void aFindingComesIsShownAndCloses() {
        open();
        m_session->headers().setFindings({sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error)});
        QTRY_COMPARE(findings()->model()->rowCount(), 1);
        const QAbstractItemModelTester tester(findings()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(find<QLabel>("findings.counts")->text(), QStringLiteral("1 open: 1 error"));
        QCOMPARE(find<QTabBar>("headers.views")->tabText(0), QStringLiteral("Findings 1"));
        QTRY_COMPARE(find<QLabel>("finding.title")->text(),
                     QStringLiteral("Client's X-Forwarded-For list is dropped"));
        QTRY_COMPARE(find<QLabel>("finding.request")->text(), QStringLiteral("request 7"));
        const auto* picture = m_page->findChild<hops::HopPicture*>();
        QVERIFY(text::accessibleSummary(picture).contains(QStringLiteral("203.0.113.7")));
        auto* evidence = find<QTableView>("finding.evidence");
        QTRY_COMPARE(evidence->model()->rowCount(), 2);
        QCOMPARE(evidence->model()->index(0, 3).data().toString(), QStringLiteral("10.0.0.5"));

        // It goes from the list and stays on the page, marked closed.
        m_session->headers().setFindings(
            {closed(sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error))});
        QTRY_COMPARE(findings()->model()->rowCount(), 0);
        QTRY_VERIFY(find<QLabel>("finding.facts")->text().contains(QStringLiteral("closed at")));
        QCOMPARE(find<QTabBar>("headers.views")->tabText(0), QStringLiteral("Findings"));
        find<QToolButton>("findings.closed")->click();
        QCOMPARE(findings()->model()->rowCount(), 1);
        QCOMPARE(findings()->model()->index(0, 0).data().toString(), QStringLiteral("Closed"));
    }

    void theChosenOneStaysWhileOthersCome() {
        m_session->headers().setFindings({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error),
                                          sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning)});
        open();
        QTRY_COMPARE(findings()->model()->rowCount(), 2);
        findings()->setFocus();
        QTest::keyClick(findings(), Qt::Key_J);
        QTRY_COMPARE(find<QLabel>("finding.title")->text(), QStringLiteral("https arrives as http"));
        m_session->headers().setFindings({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error),
                                          sampleFinding(3, "MIRROR_LOOP", FindingSeverity::Error, 900),
                                          sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning, 321)});
        QTRY_COMPARE(findings()->model()->rowCount(), 3);
        QCOMPARE(findings()->currentIndex().row(), 2);
        QCOMPARE(find<QLabel>("finding.title")->text(), QStringLiteral("https arrives as http"));
        QTRY_VERIFY(find<QLabel>("finding.facts")->text().contains(QStringLiteral("321 requests")));
        QTest::keyClick(findings(), Qt::Key_Return);
        QVERIFY(find<QWidget>("finding.scroll")->hasFocus());
    }

    void thePatchIsCopiedAndSaved() {
        m_session->headers().setFindings({sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error)});
        open();
        QTRY_VERIFY(find<QPushButton>("finding.copy-patch")->isVisible());
        QCOMPARE(find<QPlainTextEdit>("patch.before")->toPlainText(),
                 QStringLiteral("− proxy_set_header X-Forwarded-For $realip_remote_addr;"));
        const QTextBlock added = find<QPlainTextEdit>("patch.after")->document()->firstBlock();
        QCOMPARE(added.blockFormat().background().color(), theme::color(theme::Role::Added));
        find<QPushButton>("finding.copy-patch")->click();
        const QString patch = QGuiApplication::clipboard()->text();
        QVERIFY(
            patch.contains(QStringLiteral("+ proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")));
        QCOMPARE(find<QLabel>("finding.told")->text(), QStringLiteral("Copied"));
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("a.patch"));
        auto* page = m_page->findChild<FindingPage*>();
        QCOMPARE(page->savePatch(path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), patch);
        QVERIFY(!page->savePatch(directory.filePath(QStringLiteral("none/a.patch"))).isEmpty());
    }

    void allRequestsOfAFindingAreAskedForInOneStep() {
        m_session->headers().setFindings({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error)});
        open();
        QTRY_VERIFY(find<QToolButton>("finding.show-all")->isVisible());
        const QSignalSpy wanted(m_page.get(), &HeadersPage::requestsWanted);
        find<QToolButton>("finding.show-all")->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(m_filter->text(), QStringLiteral("source:edge-nginx missing:x-forwarded-for"));
        m_filter->undo();
        QVERIFY(m_filter->filter().isEmpty());
    }

    void theChosenSourceNarrowsAll() {
        traffic::Finding other = sampleFinding(2, "SCHEME_LOST", FindingSeverity::Warning);
        other.source = 2;
        m_session->headers().setFindings({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error), other});
        m_session->headers().setPresence({presenceOf(1, "", 100), presenceOf(1, "Host", 100),
                                          presenceOf(2, "", 50), presenceOf(2, "Via", 50)});
        open();
        QTRY_COMPARE(findings()->model()->rowCount(), 2);
        QTRY_COMPARE(presence()->model()->columnCount(), 3);
        QVERIFY(!find<QToolButton>("headers.source")->isVisible());
        m_filter->setText(QStringLiteral("source:shop-envoy"));
        QCOMPARE(findings()->model()->rowCount(), 1);
        QCOMPARE(presence()->model()->columnCount(), 2);
        QCOMPARE(find<QToolButton>("headers.source")->text(), QStringLiteral("Only shop-envoy"));
        find<QToolButton>("headers.source")->click();
        QVERIFY(m_filter->filter().isEmpty());
        find<QLineEdit>("headers.find")->setText(QStringLiteral("scheme"));
        QCOMPARE(find<QLabel>("finding.title")->text(), QStringLiteral("https arrives as http"));
        QVERIFY(find<QLineEdit>("headers.find")->isVisible());
        QTest::keyClick(find<QLineEdit>("headers.find"), Qt::Key_Escape);
        QVERIFY(find<QLineEdit>("headers.find")->text().isEmpty());
    }

    void aCellAsksForItsRequests() {
        m_session->headers().setPresence(
            {presenceOf(1, "", 100), presenceOf(1, "X-Real-IP", 40), presenceOf(2, "", 50)});
        open();
        QTRY_COMPARE(presence()->model()->rowCount(), 1);
        const QAbstractItemModelTester tester(presence()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        press(presence()->model()->index(0, 1));
        QCOMPARE(m_filter->text(), QStringLiteral("source:edge-nginx has:x-real-ip"));
        m_filter->clear();
        QTRY_COMPARE(presence()->model()->columnCount(), 3);
        presence()->setCurrentIndex(presence()->model()->index(0, 2));
        QTest::keyClick(presence(), Qt::Key_Return);
        QCOMPARE(m_filter->text(), QStringLiteral("source:shop-envoy missing:x-real-ip"));
    }

    void whatStandsOutLeadsToItsFinding() {
        m_session->headers().setFindings({sampleFinding(1, "XFF_MISSING", FindingSeverity::Error),
                                          sampleFinding(2, "PROTO_MISSING", FindingSeverity::Warning)});
        m_session->headers().setPresence({presenceOf(1, "", 100), presenceOf(1, "X-Forwarded-Proto", 1)});
        open();
        auto* standOuts = find<QTableView>("presence.stands-out");
        QTRY_COMPARE(standOuts->model()->rowCount(), 2);
        find<QTabBar>("headers.views")->setCurrentIndex(1);
        find<QLineEdit>("headers.find")->setText(QStringLiteral("forwarded-proto"));
        QCOMPARE(standOuts->model()->rowCount(), 1);
        emit standOuts->activated(standOuts->model()->index(0, 0));
        QCOMPARE(find<QTabBar>("headers.views")->currentIndex(), 0);
        QCOMPARE(find<QLabel>("finding.title")->text(),
                 QStringLiteral("Scheme unknown: no X-Forwarded-Proto"));
        QVERIFY(!find<QToolButton>("findings.closed")->isChecked());
    }

    void theMatrixIsCopiedAsATable() {
        m_session->headers().setPresence({presenceOf(1, "", 100), presenceOf(1, "X-Real-IP", 40)});
        open();
        QTRY_COMPARE(presence()->model()->rowCount(), 1);
        QTest::keyClick(presence(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("Header\tedge-nginx\nX-Real-IP\t40 %\n"));
    }

    void theMatrixScrollsBeyondSixSources() {
        std::vector<traffic::Source> sources;
        std::vector<traffic::HeaderPresence> all;
        for (traffic::SourceId id = 1; id <= 12; ++id) {
            sources.push_back(test::sampleSource(id, "proxy-" + std::to_string(id)));
            all.push_back(presenceOf(id, "", 10));
            all.push_back(presenceOf(id, "Host", 10));
        }
        m_session->setSources(sources);
        m_session->headers().setPresence(all);
        open();
        QTRY_COMPARE(presence()->model()->columnCount(), 13);
        QTRY_VERIFY(presence()->horizontalScrollBar()->maximum() > 0);
        QVERIFY(presence()->columnWidth(12) >= 92);
    }

    void thePictureHasATable() {
        m_session->headers().setFindings({sampleFinding(1, "XFF_CHAIN_LOST", FindingSeverity::Error)});
        open();
        auto* picture = m_page->findChild<hops::HopPicture*>();
        QTRY_VERIFY(picture->isVisible());
        QTRY_COMPARE(picture->data().request, traffic::RequestId{7});
        QTest::keyClick(picture, Qt::Key_T);
        auto* table = find<QTableView>("finding.picture.table");
        QVERIFY(table->isVisible());
        const QAbstractItemModelTester tester(table->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(table->model()->rowCount() >= 5);
        QTest::keyClick(table, Qt::Key_T);
        QVERIFY(picture->isVisible());
    }

    void aNarrowPageIsBelow() {
        open();
        auto* columns = find<QSplitter>("headers.columns");
        QCOMPARE(columns->orientation(), Qt::Horizontal);
        auto* evidence = find<QTableView>("finding.evidence");
        QVERIFY(!evidence->isColumnHidden(2));
        columns->setSizes({900, 430});
        QTRY_VERIFY(evidence->isColumnHidden(2));
        m_page->setPageBelow(true);
        QCOMPARE(columns->orientation(), Qt::Vertical);
        QVERIFY(columns->sizes().last() > 100);
    }

    void hostileValuesAreShown() {
        for (const test::HostileBytes& one : test::hostileBytes()) {
            auto detail = test::lostChain(7, one.bytes);
            detail.row.target = one.bytes;
            m_session->setDetail(detail);
            m_session->headers().setFindings({sampleFinding(1, "XFF_NOT_PLAIN_IP", FindingSeverity::Note)});
            m_session->headers().setEvidence({7});
            m_session->setSources({test::sampleSource(1, one.bytes)});
            open();
            auto* evidence = find<QTableView>("finding.evidence");
            QTRY_COMPARE(evidence->model()->rowCount(), 1);
            const QAbstractItemModelTester tester(evidence->model(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
            const QString shown = QString::fromUtf8(one.shown.data(), one.shown.size());
            QTRY_VERIFY(evidence->model()->index(0, 2).data().toString().contains(shown));
            QTRY_VERIFY(find<QLabel>("finding.facts")->text().contains(shown));
            for (const QLabel* label : m_page->findChildren<QLabel*>()) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
            }
            m_page->hide();
            m_page->findChild<FindingPage*>()->setFinding(nullptr, {});
        }
    }

private:
    void open() {
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    QTableView* findings() const { return find<QTableView>("findings"); }
    QTableView* presence() const { return find<QTableView>("presence"); }
    void press(const QModelIndex& index) {
        QTest::mouseClick(presence()->viewport(), Qt::LeftButton, {}, presence()->visualRect(index).center());
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<test::FakeMirrorService> m_service;
    std::unique_ptr<live::LiveBridge> m_bridge;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<live::PageLoader> m_longReads;
    std::unique_ptr<filter::FilterState> m_filter;
    std::unique_ptr<HeadersPage> m_page;
};

QTEST_MAIN(HeadersPageTest)
#include "headers_page_test.moc"
