// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_columns.h"

#include <QSet>
#include <QTest>

using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

class RequestColumnsTest : public QObject {
    Q_OBJECT

private slots:
    void tableIsInTheOrderOfTheEnum() {
        QSet<QString> names;
        int takeRest = 0;
        for (int section = 0; section < kRequestColumns; ++section) {
            const RequestColumnInfo& info = requestColumnInfo(section);
            QCOMPARE(static_cast<int>(info.column), section);
            QVERIFY(info.width > 0);
            names << QString::fromLatin1(info.name);
            takeRest += info.takesRest ? 1 : 0;
        }
        QCOMPARE(names.size(), kRequestColumns);
        QCOMPARE(takeRest, 1);
    }

    void zoneIsNamedInTheTitleOfTime() {
        const auto& info = requestColumnInfo(static_cast<int>(RequestColumn::Time));
        QCOMPARE(requestColumnTitle(info, QStringLiteral("UTC+01:00")), QStringLiteral("Time, UTC+01:00"));
    }
};

QTEST_GUILESS_MAIN(RequestColumnsTest)
#include "request_columns_test.moc"
