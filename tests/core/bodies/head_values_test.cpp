// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/head_values.h"

#include <QTest>

#include "core/bodies/body_limits.h"
#include "tests/core/bodies/outline.h"

using namespace mirrorscope;
using namespace mirrorscope::bodies;

class HeadValuesTest : public QObject {
    Q_OBJECT

private:
    static BodyTree read(const std::string& lines) {
        return readHeadValues(std::make_shared<const std::string>("GET / HTTP/1.1\r\n" + lines + "\r\n"), {});
    }

private slots:
    void reads_data() {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("tree");
        QTest::newRow("none") << QByteArray("Host: a\r\nAuthorization: Basic YTpi\r\n") << QByteArray("");
        QTest::newRow("token")
            << QByteArray("authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.\r\n")
            << QByteArray(
                   "{jwt authorization{jwthead{obj{str alg=none}}, jwtpay{obj{num sub=1}}, jwtsign=}}");
        QTest::newRow("cookies") << QByteArray("Cookie: a=1; b=x=y;c; \r\nCookie: d=%7B%22e%22%3A1%7D\r\n")
                                 << QByteArray(
                                        "{cookie a=1, cookie b=x=y, cookie c=, cookie "
                                        "d{nestjson{obj{num e=1}}}}");
    }
    void reads() {
        QFETCH(const QByteArray, lines);
        QFETCH(const QByteArray, tree);
        QCOMPARE(QByteArray::fromStdString(test::outline(read(lines.toStdString()))), tree);
    }

    void cookiesAreBounded() {
        std::string lines = "Cookie: ";
        for (int i = 0; i < 5'000; ++i) {
            lines += "a=b;";
        }
        QCOMPARE(read(lines + "\r\n").node(kRoot).childCount, static_cast<std::uint32_t>(kMostCookies));
    }
};

QTEST_APPLESS_MAIN(HeadValuesTest)
#include "head_values_test.moc"
