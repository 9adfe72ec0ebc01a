// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_keys.h"

#include <QSet>
#include <QTest>

using namespace mirrorscope::ui::filter;

class FilterKeysTest : public QObject {
    Q_OBJECT

private slots:
    void everyKeyIsWhole() {
        QSet<QString> names;
        for (std::size_t i = 0; i < filterKeys().size(); ++i) {
            const FilterKeyInfo& info = filterKeys()[i];
            const QString name =
                QString::fromUtf8(info.name.data(), static_cast<qsizetype>(info.name.size()));
            QCOMPARE(static_cast<std::size_t>(info.key), i);
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QVERIFY2(info.matchesRequest != nullptr || info.matchesAttack != nullptr, qPrintable(name));
            QVERIFY2(!info.complaint(QString()).isEmpty(), qPrintable(name));
            QCOMPARE(filterKeyByName(name), std::optional(info.key));
        }
    }

    void timeSpanRoundTrip() {
        using namespace std::chrono_literals;
        const TimeSpan span{mirrorscope::base::WallTime(1'700'000'000s),
                            mirrorscope::base::WallTime(1'700'000'010s)};
        const auto read = parseTimeSpan(timeSpanText(span));
        QVERIFY(read);
        QCOMPARE(read->from, span.from);
        QCOMPARE(read->until, span.until);
    }

    void backwardsIsNoSpan() { QVERIFY(!parseTimeSpan(u"12:00:00..11:00:00")); }
};

QTEST_GUILESS_MAIN(FilterKeysTest)
#include "filter_keys_test.moc"
