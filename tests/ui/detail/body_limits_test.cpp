// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that ask for too much: the pane shows what its limits allow and says so. How long it takes is
// measured by tests/bench/detail_bench.cpp.
#include "tests/support/gzip.h"
#include "tests/support/large_bodies.h"
#include "tests/ui/detail/body_pane.h"

using namespace mirrorscope;

class BodyLimitsViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_pane = std::make_unique<test::BodyPane>(); }
    void cleanup() { m_pane.reset(); }

    void limitsAreSaid() {
        for (const test::LargeBody& large : test::largeBodies(test::gzipped)) {
            m_pane->show(large.headers, large.body);
            const QString said = m_pane->label("detail.body.remarks");
            const QString wanted = QString::fromLatin1(large.said.data(), qsizetype(large.said.size()));
            QVERIFY2(wanted.isEmpty() ? said.isEmpty() : said.contains(wanted),
                     qPrintable(QString::fromLatin1(large.name.data()) + ": " + said));
            QVERIFY(m_pane->tree().isVisible());
            QVERIFY(m_pane->tree().model()->rowCount() > 0);
            QVERIFY(!m_pane->tree().grab().isNull());
            // Every level that there is can be opened.
            m_pane->tree().setCurrentIndex(deepest());
            m_pane->tree().scrollTo(deepest());
            QVERIFY(!m_pane->tree().grab().isNull());
        }
    }

    void tooDeepIsARow() {
        m_pane->show("Content-Type: application/json\r\n",
                     std::string(100'000, '[') + std::string(100'000, ']'));
        const QString value = deepest().siblingAtColumn(1).data().toString();
        QVERIFY2(value.startsWith(QStringLiteral("Deeper than 256 levels, not opened: ")), qPrintable(value));
    }

    void codingsAreSaid() {
        const std::string json = "Content-Type: application/json\r\n";
        const std::string body = test::gzipped(test::repeatedText("[1,2,3,4]\n", 1));
        m_pane->show(json + "Content-Encoding: gzip\r\n", body);
        QCOMPARE(m_pane->label("detail.body.line"),
                 QStringLiteral("Body: %1 B · gzip: %1 B → 10 B").arg(body.size()));
        m_pane->button("detail.body.view.text").click();
        QCOMPARE(m_pane->bytes("detail.body.bytes").bytes(), std::string_view("[1,2,3,4]\n"));
        m_pane->button("detail.body.view.received").click();
        QCOMPARE(m_pane->bytes("detail.body.bytes").bytes(), std::string_view(body));
        m_pane->button("detail.body.view.kind").click();
        m_pane->show(json + "Content-Encoding: gzip\r\n", test::gzipped(std::string(2U << 20U, '1')));
        QVERIFY(m_pane->label("detail.body.line").endsWith(QStringLiteral("stopped at the limit of 1 MiB")));
        m_pane->show(json + "Content-Encoding: snappy\r\n", "[1]");
        QCOMPARE(m_pane->label("detail.body.line"),
                 QStringLiteral("Body: 3 B · snappy: not known here, left as it is"));
        m_pane->show(json + "Content-Encoding: br, gzip\r\n", "[1]");
        QCOMPARE(m_pane->label("detail.body.line"),
                 QStringLiteral("Body: 3 B · gzip: the bytes are no such coding, left as they are"));
    }

    void whatWasKeptIsSaid() {
        traffic::RequestDetail cut = test::bodyDetail(70, "Content-Type: application/json\r\n", "[1,2");
        cut.request.bodyLength = 8U << 20U;
        m_pane->show(cut);
        QCOMPARE(m_pane->label("detail.body.line"), QStringLiteral("Body: 4 B of 8 MiB kept"));
        QCOMPARE(m_pane->label("detail.body.remarks"), QStringLiteral("JSON ends early, at byte 4."));
        QCOMPARE(m_pane->tree().model()->rowCount(), 2);
    }

private:
    QModelIndex deepest() {
        QModelIndex index = m_pane->tree().model()->index(0, 0);
        for (QModelIndex child = index; child.isValid(); child = m_pane->tree().model()->index(0, 0, index)) {
            index = child;
        }
        return index;
    }

    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(BodyLimitsViewTest)
#include "body_limits_test.moc"
