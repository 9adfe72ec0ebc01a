// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QMenu>

#include "tests/support/hostile_bytes.h"
#include "tests/ui/detail/body_pane.h"

using namespace mirrorscope;
using View = ui::detail::BodyPage::View;

namespace {

constexpr const char* kJson = "Content-Type: application/json\r\n";
const std::string kBody = "{\"user\":{\"name\":\"anna\",\"tags\":[1,true]},\"note\":\"a\\u0027b\"}";

}  // namespace

class JsonViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_pane = std::make_unique<test::BodyPane>(); }
    void cleanup() { m_pane.reset(); }

    void valuesWithTheirTypes() {
        m_pane->show(kJson, kBody);
        QCOMPARE(m_pane->page().view(), View::Kind);
        QCOMPARE(m_pane->button("detail.body.view.kind").text(), QStringLiteral("JSON"));
        QCOMPARE(m_pane->label("detail.body.line"), QStringLiteral("Body: 58 B"));
        QVERIFY(!m_pane->find<QLabel>("detail.body.remarks")->isVisible());
        QCOMPARE(m_pane->tree().model()->rowCount(), 2);
        QCOMPARE(m_pane->value(QStringLiteral("user")), QStringLiteral("2 members"));
        QCOMPARE(m_pane->value(QStringLiteral("name")), QStringLiteral("anna"));
        QCOMPARE(m_pane->value(QStringLiteral("tags")), QStringLiteral("2 elements"));
        QCOMPARE(m_pane->type(QStringLiteral("1")), QStringLiteral("boolean"));
        QCOMPARE(m_pane->value(QStringLiteral("note")), QStringLiteral("a'b"));
        QVERIFY(m_pane->tree().isExpanded(m_pane->row(QStringLiteral("tags"))));
    }

    void chosenValueIsMarkedInItsBytes() {
        m_pane->show(kJson, kBody);
        m_pane->tree().setCurrentIndex(m_pane->row(QStringLiteral("note")));
        QVERIFY2(m_pane->note().contains(QStringLiteral("bytes 48–55 of the body")),
                 qPrintable(m_pane->note()));
        QCOMPARE(m_pane->bytes().bytes(), std::string_view(kBody));
        m_pane->button("detail.body.values.bytes.value").click();
        QCOMPARE(m_pane->bytes().bytes(), std::string_view("a'b"));
        m_pane->button("detail.body.values.bytes.value").click();
        QCOMPARE(m_pane->bytes().bytes(), std::string_view(kBody));
    }

    void copies() {
        m_pane->show(kJson, kBody);
        m_pane->tree().setCurrentIndex(m_pane->row(QStringLiteral("note")));
        QTest::keyClick(&m_pane->tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a'b"));
        m_pane->tree().setCurrentIndex(m_pane->row(QStringLiteral("tags")));
        choose("Copy path");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/user/tags"));
        choose("Copy as JSON");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[1,true]"));
    }

    void viewsOfTheSameBytes() {
        m_pane->show(kJson, kBody);
        m_pane->button("detail.body.view.hex").click();
        QCOMPARE(m_pane->bytes("detail.body.bytes").mode(), ui::text::ByteView::Mode::Hex);
        m_pane->show(kJson, "[1]");
        QCOMPARE(m_pane->page().view(), View::Hex);  // as chosen, with the next one too
        m_pane->button("detail.body.view.text").click();
        QCOMPARE(m_pane->bytes("detail.body.bytes").mode(), ui::text::ByteView::Mode::Text);
        QCOMPARE(m_pane->bytes("detail.body.bytes").bytes(), std::string_view("[1]"));
        QVERIFY(!m_pane->button("detail.body.view.received").isVisible());
    }

    void contradictionIsSaid() {
        m_pane->show(kJson, "<a><b>1</b></a>");
        QCOMPARE(m_pane->label("detail.body.remarks"), QStringLiteral("Says application/json, is XML."));
        QCOMPARE(m_pane->tabTitle(), QStringLiteral("Body XML"));
        QCOMPARE(m_pane->value(QStringLiteral("b")), QStringLiteral("1"));
        m_pane->show(kJson, "no such thing");
        QCOMPARE(m_pane->label("detail.body.remarks"),
                 QStringLiteral("Says application/json, is only text."));
        QCOMPARE(m_pane->page().view(), View::Text);
    }

    void problemsAreSaid_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("remark");
        QTest::newRow("invalid") << QByteArray("{\"a\":1,}") << QStringLiteral("Not valid JSON at byte 7.");
        QTest::newRow("cut") << QByteArray("{\"a\":[1") << QStringLiteral("JSON ends early, at byte 7.");
        QTest::newRow("repeated") << QByteArray("{\"a\":1,\"a\":2}")
                                  << QStringLiteral("One name is repeated within its object.");
    }
    void problemsAreSaid() {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, remark);
        m_pane->show(kJson, body.toStdString());
        QCOMPARE(m_pane->label("detail.body.remarks"), remark);
    }

    void hostileBytesAreShownText() {
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            std::string body = "{\"k\":\"" + hostile.bytes + "\"}";
            m_pane->show(kJson, body);
            const QAbstractItemModel& model = *m_pane->tree().model();
            QCOMPARE(model.rowCount(), 1);
            const QString shown = model.index(0, 1).data().toString();
            QVERIFY2(shown.contains(QString::fromUtf8(hostile.shown.data(), qsizetype(hostile.shown.size()))),
                     qPrintable(shown));
            QVERIFY(shown.size() <= test::kLongestShown);
            QVERIFY(!model.index(0, 1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
            m_pane->tree().grab();
        }
    }

    void modelIsConsistent() {
        auto reading = [](const std::string& text) {
            auto body = std::make_shared<ui::detail::ShownBody>();
            body->body =
                bodies::readBody(std::make_shared<const std::string>(text), "application/json", {}, {});
            return ui::detail::SharedTree(body, &body->body.tree);
        };
        ui::detail::BodyTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(reading(kBody));
        QCOMPARE(model.rowCount(), 2);
        model.show(reading("[[1],[2,[3]]]"));
        QCOMPARE(model.rowCount(model.index(1, 0)), 2);
        // What was decoded is below its row at once, without one for its object.
        model.show(reading("{\"a\":\"{\\\"b\\\":[1,2]}\",\"t\":\"eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.\"}"));
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex nested = model.index(0, 0, model.index(0, 0));
        QCOMPARE(nested.data().toString(), QStringLiteral("Decoded as JSON"));
        QCOMPARE(model.index(0, 0, nested).data().toString(), QStringLiteral("b"));
        QCOMPARE(model.index(0, 0, nested).parent(), nested);
        model.show(reading("1"));
        QCOMPARE(model.rowCount(), 1);
        model.show(reading("{}"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("No members"));
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void walkingNeverQueues() {
        test::FakeSession& session = m_pane->session();
        for (traffic::RequestId id = 40; id < 50; ++id) {
            session.setDetail(test::bodyDetail(id, kJson, "[" + std::to_string(id) + "]"));
        }
        session.close();
        m_pane->pane().showRequest(40);
        QVERIFY(session.waitUntilAsked(1));
        for (traffic::RequestId id = 41; id < 50; ++id) {
            m_pane->pane().showRequest(id);
        }
        session.open();
        QTRY_VERIFY(m_pane->page().body() && m_pane->page().body()->id == 49);
        QCOMPARE(session.asked(), std::size_t{2});
    }

private:
    void choose(const char* action) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, m_pane->tree().mapToGlobal(QPoint()));
        QCoreApplication::sendEvent(m_pane->tree().viewport(), &event);
        auto* menu = m_pane->find<QMenu>("detail.body.values.tree.menu");
        QVERIFY(menu);
        for (QAction* one : menu->actions()) {
            if (one->text() == QString::fromLatin1(action)) {
                one->trigger();
            }
        }
        menu->close();
        QTRY_VERIFY(!m_pane->find<QMenu>("detail.body.values.tree.menu"));
    }

    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(JsonViewTest)
#include "json_view_test.moc"
