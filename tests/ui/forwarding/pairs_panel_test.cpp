// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/pairs_panel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "tests/support/fake_mirror_service.h"
#include "tests/ui/forwarding/sample_findings.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::forwarding;

class PairsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QLocale::setDefault(QLocale::English);
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(20);
        for (traffic::RequestId id = 1; id <= 4; ++id) {
            m_session->setDetail(test::lostChain(id, id % 2 == 0 ? "10.0.0.5" : "9.9.9.9"));
        }
        doctor::Pairing pairing;
        pairing.pairs = {{1, 2, doctor::PairedBy::Content, std::chrono::milliseconds(6)},
                         {3, 4, doctor::PairedBy::RequestId, std::chrono::milliseconds(-3)}};
        pairing.onlyA = 2;
        pairing.onlyB = 1;
        m_session->headers().setPairing(pairing);
        m_loader = std::make_unique<live::PageLoader>([this] { return m_session->queries(); });
        m_panel = std::make_unique<PairsPanel>(*m_loader);
        m_panel->resize(340, 700);
        m_panel->show();
    }
    void cleanup() {
        m_session->open();
        m_loader.reset();
        m_panel.reset();
    }

    void twoDifferentSourcesAreNeeded() {
        QVERIFY(!button()->isEnabled());
        setSources();
        QVERIFY(button()->isEnabled());
        find<QComboBox>("pairs.b")->setCurrentIndex(0);
        QVERIFY(!button()->isEnabled());
        // The choice stays while a source comes.
        m_panel->setSources(
            {test::sampleSource(1, "edge"), test::sampleSource(2, "mesh"), test::sampleSource(3, "new")});
        QCOMPARE(find<QComboBox>("pairs.b")->currentIndex(), 0);
    }

    void pairsAndTotalsAreFound() {
        setSources();
        const QSignalSpy chosen(m_panel.get(), &PairsPanel::pairChosen);
        const QAbstractItemModelTester pairs(find<QTableView>("pairs")->model(),
                                             QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester totals(find<QTableView>("pairs.totals")->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        button()->click();
        auto* table = find<QTableView>("pairs");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(find<QLabel>("pairs.told")->text(), QStringLiteral("2 pairs, 3 without a partner"));
        QCOMPARE(table->model()->index(0, PairsModel::Between).data().toString(), QStringLiteral("−3.0 ms"));
        QCOMPARE(table->model()->index(1, PairsModel::Between).data().toString(), QStringLiteral("+6.0 ms"));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().value<traffic::RequestId>(), traffic::RequestId{3});
        QVERIFY(find<QTableView>("pairs.totals")->model()->rowCount() > 0);
    }

    void readingCanBeCancelled() {
        setSources();
        m_session->close();
        button()->click();
        QVERIFY(m_panel->isReading());
        QCOMPARE(button()->text(), QStringLiteral("Cancel"));
        QTRY_VERIFY(m_session->asked() > 0);
        button()->click();
        QVERIFY(!m_panel->isReading());
        QCOMPARE(find<QLabel>("pairs.told")->text(), QStringLiteral("Stopped"));
        QTRY_VERIFY(m_session->cancelled() > 0);
        QCOMPARE(find<QTableView>("pairs")->model()->rowCount(), 0);
    }

private:
    void setSources() { m_panel->setSources({test::sampleSource(1, "edge"), test::sampleSource(2, "mesh")}); }
    template <typename Widget>
    Widget* find(const char* name) const {
        return m_panel->findChild<Widget*>(QLatin1String(name));
    }
    QPushButton* button() const { return find<QPushButton>("pairs.find"); }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<live::PageLoader> m_loader;
    std::unique_ptr<PairsPanel> m_panel;
};

QTEST_MAIN(PairsPanelTest)
#include "pairs_panel_test.moc"
