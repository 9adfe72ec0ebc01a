// SPDX-License-Identifier: GPL-3.0-or-later
// Forms of both kinds, and what is in their fields.
#include "tests/ui/detail/body_pane.h"

using namespace mirrorscope;

namespace {

constexpr const char* kForm = "Content-Type: application/x-www-form-urlencoded\r\n";
constexpr const char* kMultipart = "Content-Type: multipart/form-data; boundary=x\r\n";

}  // namespace

class FormViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_pane = std::make_unique<test::BodyPane>(); }
    void cleanup() { m_pane.reset(); }

    void fieldsAreDecoded() {
        m_pane->show(kForm, "id=1%27+OR+1&empty=&q=%7B%22a%22%3A%5B7%5D%7D");
        QCOMPARE(m_pane->button("detail.body.view.kind").text(), QStringLiteral("Form 3 fields"));
        QCOMPARE(m_pane->value(QStringLiteral("id")), QStringLiteral("1' OR 1"));
        QCOMPARE(m_pane->type(QStringLiteral("id")), QStringLiteral("field"));
        QCOMPARE(m_pane->value(QStringLiteral("empty")), QString());
        QVERIFY(m_pane->row(QStringLiteral("Decoded as JSON")).isValid());
        QCOMPARE(m_pane->value(QStringLiteral("a")), QStringLiteral("1 element"));
    }

    void decodedValueLeadsToItsBytes() {
        m_pane->show(kForm, "x=1&q=%7B%22a%22%3A%5B7%5D%7D");
        m_pane->tree().setCurrentIndex(m_pane->row(QStringLiteral("a")));
        QVERIFY2(m_pane->note().contains(QStringLiteral("decoded from bytes 6–28 of the body")),
                 qPrintable(m_pane->note()));
    }

    void formThatIsJson() {
        m_pane->show(kForm, "{\"a\":1}");
        QCOMPARE(m_pane->label("detail.body.remarks"),
                 QStringLiteral("Says application/x-www-form-urlencoded, is JSON."));
        QCOMPARE(m_pane->tabTitle(), QStringLiteral("Body JSON"));
    }

    void partsAndFiles() {
        m_pane->show(kMultipart,
                     "--x\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\n<script>\r\n--x\r\n"
                     "Content-Disposition: form-data; name=\"up\"; filename=\"../a.php\"\r\n"
                     "Content-Type: image/png\r\n\r\n<?php\r\n--x--\r\n");
        QCOMPARE(m_pane->button("detail.body.view.kind").text(), QStringLiteral("Multipart 2 parts"));
        QCOMPARE(m_pane->value(QStringLiteral("bio")), QStringLiteral("<script>"));
        QCOMPARE(m_pane->value(QStringLiteral("up")), QStringLiteral("../a.php, image/png, 5 B"));
        QCOMPARE(m_pane->type(QStringLiteral("up")), QStringLiteral("file, is no image"));
        QCOMPARE(m_pane->value(QStringLiteral("Content-Type")), QStringLiteral("image/png"));
    }

    void partWithoutEnd() {
        m_pane->show(kMultipart, "--x\r\nA: b\r\n\r\n1");
        QCOMPARE(m_pane->type(QStringLiteral("Part 1")), QStringLiteral("part, ends early"));
        QCOMPARE(m_pane->label("detail.body.remarks"), QStringLiteral("Multipart ends early, at byte 14."));
    }

private:
    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(FormViewTest)
#include "form_view_test.moc"
