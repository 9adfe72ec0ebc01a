// SPDX-License-Identifier: Apache-2.0
#include "core/base/error_text.h"

#include <QTest>
#include <string>

using namespace mirrorscope;
using base::ErrorCode;

namespace {

constexpr int kLastCode = static_cast<int>(ErrorCode::Cancelled);

}  // namespace

class ErrorTextTest : public QObject {
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void everyCodeHasBothHalves();
    void everyArgumentIsShown();
    void exitCodes_data();
    void exitCodes();
};

void ErrorTextTest::text_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("filled") << static_cast<int>(ErrorCode::InvalidArgument)
                            << QByteArrayList{"--listen", "x", "ADDR:PORT"}
                            << QByteArray("--listen: \"x\" is not valid. Expected ADDR:PORT.");
    QTest::newRow("argument missing")
        << static_cast<int>(ErrorCode::InvalidArgument) << QByteArrayList{"--listen"}
        << QByteArray("--listen: \"?\" is not valid. Expected ?.");
    QTest::newRow("hostile argument")
        << static_cast<int>(ErrorCode::InvalidArgument) << QByteArrayList{"--listen", "\x1b[2J\n", "{0}"}
        << QByteArray("--listen: \"\\x1b[2J\\n\" is not valid. Expected {0}.");
    QTest::newRow("no arguments") << static_cast<int>(ErrorCode::Cancelled) << QByteArrayList{}
                                  << QByteArray("Cancelled. Nothing was changed.");
}

void ErrorTextTest::text() {
    QFETCH(int, code);
    QFETCH(QByteArrayList, arguments);
    QFETCH(QByteArray, expected);
    base::Error error{static_cast<ErrorCode>(code), {}};
    for (const QByteArray& argument : arguments) {
        error.arguments.push_back(argument.toStdString());
    }
    QCOMPARE(QByteArray::fromStdString(base::errorText(error)), expected);
}

void ErrorTextTest::everyCodeHasBothHalves() {
    for (int code = 0; code <= kLastCode; ++code) {
        const auto [what, todo] = base::errorTemplate(static_cast<ErrorCode>(code));
        QVERIFY2(what != "Unknown failure", QByteArray::number(code).constData());
        QVERIFY(!what.empty() && !what.ends_with('.'));
        QVERIFY(todo.ends_with('.'));
    }
}

/// Placeholders begin at {0} and leave no gap, so no argument that error.h promises goes missing unseen.
void ErrorTextTest::everyArgumentIsShown() {
    for (int code = 0; code <= kLastCode; ++code) {
        const auto [what, todo] = base::errorTemplate(static_cast<ErrorCode>(code));
        const std::string both = std::string(what) + std::string(todo);
        bool ended = false;
        for (char digit = '0'; digit <= '3'; ++digit) {
            const bool present = both.find(std::string("{") + digit + "}") != std::string::npos;
            QVERIFY2(!(ended && present), QByteArray::number(code).constData());
            ended = ended || !present;
        }
    }
}

void ErrorTextTest::exitCodes_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* name, ErrorCode code, int expected) {
        QTest::newRow(name) << static_cast<int>(code) << expected;
    };
    row("usage", ErrorCode::InvalidArgument, 2);
    row("configuration", ErrorCode::ConfigInvalid, 2);
    row("allow-list", ErrorCode::AllowListRequired, 2);
    row("bind", ErrorCode::AddressInUse, 3);
    row("read", ErrorCode::SessionUnreadable, 3);
    row("locked", ErrorCode::SessionLocked, 3);
    row("write", ErrorCode::OutputFailed, 3);
    row("not found", ErrorCode::RequestNotFound, 1);
    row("there already", ErrorCode::SessionExists, 3);
    row("only looked at", ErrorCode::SessionReadOnly, 3);
    row("no such attack", ErrorCode::AttackNotFound, 1);
    row("no such hit", ErrorCode::HitNotFound, 1);
    row("no such source", ErrorCode::SourceNotFound, 1);
    row("interrupted", ErrorCode::Cancelled, 4);
}

void ErrorTextTest::exitCodes() {
    QFETCH(int, code);
    QFETCH(int, expected);
    QCOMPARE(base::exitCode(static_cast<ErrorCode>(code)), expected);
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "error_text_test.moc"
