// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/retention_estimate.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui::settings;
using End = RetentionEstimate::End;

class RetentionEstimateTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsReachedFirst_data();
    void whatIsReachedFirst();

    void withoutTrafficNothingIsClaimed() {
        api::ServiceStatus status;
        QVERIFY(!estimateRetention({}, status, 10));
        status.lastRequest = 100;
        status.sessionBytes = 100'000;
        QVERIFY(!estimateRetention({}, status, 0));
        QVERIFY(estimateRetention({}, status, 1));
        // All of it was removed: the bytes say nothing of a request.
        status.removed.requests = 100;
        QVERIFY(!estimateRetention({}, status, 1));
        QVERIFY(retentionText(std::nullopt).contains(QStringLiteral("while requests come")));
    }

    void removedRequestsDoNotCountForTheSize() {
        api::ServiceStatus status;
        status.lastRequest = 1000;
        status.removed.requests = 900;
        status.sessionBytes = 100 * 1024;
        QCOMPARE(estimateRetention({}, status, 1)->bytesPerRequest, 1024.0);
    }
};

void RetentionEstimateTest::whatIsReachedFirst_data() {
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("age");
    QTest::addColumn<QString>("requests");
    QTest::addColumn<double>("free");  // days of traffic above the reserve; negative: not known
    QTest::addColumn<int>("end");
    QTest::addColumn<double>("days");
    const auto row = [](const char* name, const char* size, const char* age, const char* requests,
                        double free, End end, double days) {
        QTest::newRow(name) << QString::fromUtf8(size) << QString::fromUtf8(age)
                            << QString::fromUtf8(requests) << free << static_cast<int>(end) << days;
    };
    // 1024 bytes each, 1024 a second: 84.375 GiB a day.
    row("no limit, disk unknown", "0", "0", "0", -1, End::Never, 0);
    row("no limit", "0", "0", "0", 3, End::Disk, 3);
    row("size", "675GiB", "0", "0", 100, End::Size, 8);
    row("age", "675GiB", "2d", "0", 100, End::Age, 2);
    row("requests", "675GiB", "2d", "88473600", 100, End::Requests, 1);
    row("the disk is smaller than the size", "675GiB", "0", "0", 4, End::Disk, 4);
    row("no room left", "0", "0", "0", 0, End::Disk, 0);
}

void RetentionEstimateTest::whatIsReachedFirst() {
    QFETCH(QString, size);
    QFETCH(QString, age);
    QFETCH(QString, requests);
    QFETCH(double, free);
    QFETCH(int, end);
    QFETCH(double, days);
    config::Settings settings;
    QVERIFY(settings.set("retention.size", size.toStdString()).has_value());
    QVERIFY(settings.set("retention.age", age.toStdString()).has_value());
    QVERIFY(settings.set("retention.requests", requests.toStdString()).has_value());
    api::ServiceStatus status;
    status.lastRequest = 1000;
    status.sessionBytes = 1'024'000;
    if (free >= 0) {
        status.disk.freeBytes = static_cast<std::uint64_t>(free * 86'400 * 1024 * 1024) + (512U << 20U);
    }
    const auto estimate = estimateRetention(settings, status, 1024);
    QVERIFY(estimate.has_value());
    QCOMPARE(static_cast<int>(estimate->end), end);
    QVERIFY2(std::abs(estimate->days - days) < 0.01, qPrintable(QString::number(estimate->days)));
    QVERIFY(retentionText(estimate).contains(QStringLiteral("1,024/s, 1.0 KiB each")));
}

QTEST_GUILESS_MAIN(RetentionEstimateTest)
#include "retention_estimate_test.moc"
