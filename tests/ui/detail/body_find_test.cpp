// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>

#include "tests/ui/detail/body_pane.h"
#include "ui/detail/values_page.h"

using namespace mirrorscope;

class BodyFindTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_pane = std::make_unique<test::BodyPane>();
        m_pane->show("Content-Type: application/json\r\n",
                     "{\"name\":\"anna\",\"list\":[{\"n\":\"\\u0027 OR 1\"},\"ANNA\"]}");
    }
    void cleanup() { m_pane.reset(); }

    void findsInTheTree() {
        m_pane->pane().openFind();
        QLineEdit* needle = m_pane->find<QLineEdit>("detail.body.values.needle");
        QVERIFY(needle->isVisible());
        needle->setText(QStringLiteral("anna"));
        QCOMPARE(found(Qt::Key_Return), QStringLiteral("name"));
        QCOMPARE(found(Qt::Key_Return), QStringLiteral("1"));
        QCOMPARE(found(Qt::Key_Return), QStringLiteral("name"));
        QCOMPARE(found(Qt::Key_Return, Qt::ShiftModifier), QStringLiteral("1"));
        needle->setText(QStringLiteral("' or"));
        QCOMPARE(found(Qt::Key_Return), QStringLiteral("n"));
        QCOMPARE(m_pane->label("detail.body.values.found"), QString());
        needle->setText(QStringLiteral("nothing"));
        QCOMPARE(found(Qt::Key_Return), QStringLiteral("n"));
        QCOMPARE(m_pane->label("detail.body.values.found"), QStringLiteral("Not found"));
        QTest::keyClick(needle, Qt::Key_Escape);
        QVERIFY(!needle->isVisible());
    }

    void findsInTheBytes() {
        m_pane->button("detail.body.view.text").click();
        m_pane->pane().openFind();
        QLineEdit* needle = m_pane->find<QLineEdit>("detail.body.panel.needle");
        QVERIFY(needle->isVisible());
        QTest::keyClicks(needle, QStringLiteral("list"));
        QTest::keyClick(needle, Qt::Key_Return);
        QCOMPARE(m_pane->bytes("detail.body.bytes").selection(), (ui::text::ByteRange{16, 4}));
    }

private:
    QString found(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QSignalSpy searched(m_pane->find<ui::detail::ValuesPage>("detail.body.values"),
                            &ui::detail::ValuesPage::searched);
        QTest::keyClick(m_pane->find<QLineEdit>("detail.body.values.needle"), key, modifiers);
        return searched.wait() ? m_pane->tree().currentIndex().siblingAtColumn(0).data().toString()
                               : QStringLiteral("no answer");
    }

    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(BodyFindTest)
#include "body_find_test.moc"
