// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/summary_accessible.h"

#include <QAccessible>
#include <QTest>
#include <QWidget>

namespace mirrorscope::ui::text {

class SummaryAccessibleTest : public QObject {
    Q_OBJECT

private slots:
    void isTheValue();
    void leavesOthersAlone();
};

void SummaryAccessibleTest::isTheValue() {
    QWidget chart;
    chart.setAccessibleName(QStringLiteral("Rate chart"));
    setAccessibleSummary(&chart, QStringLiteral("highest 930 at 14:12"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&chart);
    QVERIFY(face != nullptr);
    QCOMPARE(face->text(QAccessible::Value), QStringLiteral("highest 930 at 14:12"));
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Rate chart"));
    QCOMPARE(face->role(), QAccessible::Graphic);
    setAccessibleSummary(&chart, QStringLiteral("now 12"));
    QCOMPARE(face->text(QAccessible::Value), QStringLiteral("now 12"));
}

void SummaryAccessibleTest::leavesOthersAlone() {
    QWidget other;
    QVERIFY(QAccessible::queryAccessibleInterface(&other)->role() != QAccessible::Graphic);
}

}  // namespace mirrorscope::ui::text

QTEST_MAIN(mirrorscope::ui::text::SummaryAccessibleTest)
#include "summary_accessible_test.moc"
