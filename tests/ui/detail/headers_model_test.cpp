// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/headers_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/hostile_bytes.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::detail;

class HeadersModelTest : public QObject {
    Q_OBJECT

private slots:
    void orderCaseAndRepetitionAreKept() {
        HeadersModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(shownRequest(test::attackDetail(1)));
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(cell(model, 1, HeadersModel::Name), QStringLiteral("X-Twice"));
        QCOMPARE(cell(model, 2, HeadersModel::Name), QStringLiteral("x-twice"));
        QCOMPARE(cell(model, 2, HeadersModel::Value), QStringLiteral("b"));
        QCOMPARE(model.index(1, 0).data(HeadersModel::LineRole).toString(), QStringLiteral("X-Twice: a"));
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void filtersAreAskedForBytesAsReceived() {
        traffic::RequestDetail detail = test::attackDetail(1);
        detail.request.head = "GET / HTTP/1.1\r\nX-Odd: a\xff\r\nno (name): b\r\n\r\n";
        detail.request.trailers = "X-Sum: 9\r\n\r\n";
        HeadersModel model;
        model.show(shownRequest(std::move(detail)));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data(HeadersModel::RawNameRole).toByteArray(), QByteArray("X-Odd"));
        QCOMPARE(model.index(0, 0).data(HeadersModel::RawValueRole).toByteArray(), QByteArray("a\xff"));
        QVERIFY(!model.index(1, 0).data(HeadersModel::RawNameRole).isValid());
        QVERIFY(!model.index(2, 0).data(HeadersModel::RawNameRole).isValid());
    }

    void trailersComeLast() {
        traffic::RequestDetail detail = test::attackDetail(1);
        detail.request.trailers = "X-Sum: 9\r\nno-colon\r\n\r\n";
        HeadersModel model;
        model.show(shownRequest(std::move(detail)));
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(cell(model, 5, HeadersModel::Number), QStringLiteral("trailer"));
        QCOMPARE(cell(model, 5, HeadersModel::Value), QStringLiteral("9"));
        QCOMPARE(cell(model, 6, HeadersModel::Name), QStringLiteral("no-colon"));
        QCOMPARE(cell(model, 6, HeadersModel::Value), QString());
    }

    void hostileBytesAreVisibleText() {
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            traffic::RequestDetail detail = test::attackDetail(1);
            const std::string value = hostile.name == "lines" ? "a\r\n b" : hostile.bytes;
            detail.request.head = "GET / HTTP/1.1\r\n" + value + ": " + value + "\r\n\r\n";
            HeadersModel model;
            model.show(shownRequest(std::move(detail)));
            for (int row = 0; row < model.rowCount(); ++row) {
                for (int column = 0; column < HeadersModel::ColumnCount; ++column) {
                    for (const int role :
                         {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::AccessibleTextRole),
                          static_cast<int>(HeadersModel::LineRole)}) {
                        const QString text = model.index(row, column).data(role).toString();
                        QVERIFY(!text.contains(u'\x1b') && !text.contains(u'\0') && !text.contains(u'\n') &&
                                !text.contains(QChar(0x202e)));
                        QVERIFY(text.size() < 10'000);
                    }
                    const QString tip = model.index(row, column).data(Qt::ToolTipRole).toString();
                    QVERIFY(!tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>x")));
                }
            }
            QVERIFY(model.rowCount() > 0);
        }
    }

private:
    static QString cell(const HeadersModel& model, int row, int column) {
        return model.index(row, column).data().toString();
    }
};

QTEST_MAIN(HeadersModelTest)
#include "headers_model_test.moc"
