// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens in values and in the head.
#include "tests/ui/detail/body_pane.h"
#include "ui/privacy/screen.h"

using namespace mirrorscope;
using View = ui::detail::BodyPage::View;

namespace {

// {"alg":"none"}.{"sub":"' OR 1=1--"}
const std::string kToken = "eyJhbGciOiJub25lIn0.eyJzdWIiOiInIE9SIDE9MS0tIn0.c2ln";

}  // namespace

class JwtViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { mirrorscope::ui::privacy::Screen::instance().setHiding(false); }
    void init() { m_pane = std::make_unique<test::BodyPane>(); }
    void cleanup() { m_pane.reset(); }

    void tokenInAValue() {
        m_pane->show("Content-Type: application/json\r\n", "{\"user\":{\"token\":\"" + kToken + "\"}}");
        QVERIFY(m_pane->row(QStringLiteral("Decoded as JWT")).isValid());
        QCOMPARE(m_pane->type(QStringLiteral("Decoded as JWT")), QStringLiteral("not verified"));
        QCOMPARE(m_pane->value(QStringLiteral("alg")), QStringLiteral("none"));
        QCOMPARE(m_pane->value(QStringLiteral("sub")), QStringLiteral("' OR 1=1--"));
        QCOMPARE(m_pane->value(QStringLiteral("JWT signature")), QStringLiteral("3 B, not verified"));
        QCOMPARE(m_pane->label("detail.body.remarks"),
                 QStringLiteral("The signature of the token is not verified."));
        // The payload stands in the body as its base64.
        m_pane->tree().setCurrentIndex(m_pane->row(QStringLiteral("sub")));
        QVERIFY2(m_pane->note().contains(QStringLiteral("decoded from bytes 38–64 of the body")),
                 qPrintable(m_pane->note()));
    }

    void tokenAlone() {
        m_pane->show("", kToken);
        QCOMPARE(m_pane->button("detail.body.view.kind").text(), QStringLiteral("JWT"));
        QCOMPARE(m_pane->value(QStringLiteral("sub")), QStringLiteral("' OR 1=1--"));
    }

    void tokenAndCookiesOfTheHead() {
        m_pane->show("Authorization: Bearer " + kToken + "\r\nCookie: sid=1; q=%7B%22a%22%3A2%7D\r\n", "x");
        QCOMPARE(m_pane->page().view(), View::Text);
        m_pane->button("detail.body.view.head").click();
        QCOMPARE(m_pane->page().view(), View::Head);
        const char* const tree = "detail.body.head.tree";
        QVERIFY(m_pane->row(QStringLiteral("Authorization"), tree).isValid());
        QCOMPARE(m_pane->row(QStringLiteral("sid"), tree).siblingAtColumn(1).data().toString(),
                 QStringLiteral("1"));
        m_pane->tree(tree).setCurrentIndex(m_pane->row(QStringLiteral("sid"), tree));
        QVERIFY(m_pane->note("detail.body.head.bytes").contains(QStringLiteral("of the head")));
    }

    void requestWithoutABody() {
        m_pane->show("Authorization: Bearer " + kToken + "\r\n", "");
        QTRY_COMPARE(m_pane->page().view(), View::Head);
        QVERIFY(m_pane->page().isVisible());
        QCOMPARE(m_pane->label("detail.body.line"), QStringLiteral("No body"));
    }

private:
    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(JwtViewTest)
#include "jwt_view_test.moc"
