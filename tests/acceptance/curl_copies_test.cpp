// SPDX-License-Identifier: Apache-2.0
// Requests copied as curl commands, run by real shells against a listener that records: every byte of the
// head and of the body arrives as it was.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <optional>
#include <set>

#include "core/base/byte_text.h"
#include "core/exchange/request_copy.h"
#include "core/redaction/redacted_copy.h"
#include "tests/core/listener/running_listener.h"
#include "tests/core/listener/wire_captures.h"

using namespace mirrorscope;
using test::RunningListener;

namespace {

/// What a recorder got.
struct Arrived {
    std::string head;
    std::string body;
};

std::string bodyOf(const traffic::MirroredRequest& request, const test::MemorySink& sink) {
    std::string body = request.body;
    if (request.bodyParts != 0) {
        for (const std::string& part : sink.parts(request.bodyParts)) {
            body += part;
        }
    }
    return body;
}

std::vector<std::string> naughtyStrings() {
    QFile file(QStringLiteral(TEST_DATA_DIR "/naughty/blns.json"));
    std::vector<std::string> strings;
    if (file.open(QIODevice::ReadOnly)) {
        const auto list = boost::json::parse(file.readAll().toStdString());
        for (const auto& one : list.as_array()) {
            strings.emplace_back(one.as_string());
        }
    }
    return strings;
}

std::string percentCoded(std::string_view text) {
    std::string coded;
    for (const char c : text) {
        coded += "%" + base::toHex(std::string_view(&c, 1));
    }
    return coded;
}

/// A header of its own, the path where bytes of a path may be it, the query and the body hold it.
traffic::RequestDetail naughtyRequest(std::string_view text) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    const bool isValue = std::ranges::none_of(text, isControl);
    const bool isPath = isValue && text.find(' ') == text.npos;
    traffic::RequestDetail detail;
    traffic::MirroredRequest& request = detail.request;
    request.body = text;
    request.bodyLength = text.size();
    request.head = "POST /" + (isPath ? std::string(text) : std::string()) + "?q=" + percentCoded(text) +
                   " HTTP/1.1\r\nHost: shop.example\r\n" +
                   (isValue ? "X-Naughty: <" + std::string(text) + ">\r\n" : "") +
                   "Content-Length: " + std::to_string(text.size()) + "\r\n\r\n";
    return detail;
}

/// No byte that a terminal obeys, no comment that another shell would run.
void requireSafeText(const std::string& command) {
    for (const QByteArray& line : QByteArray::fromStdString(command).split('\n')) {
        QVERIFY2(base::shownText(line.toStdString(), line.size()) == line.toStdString(), line.constData());
        QVERIFY(!base::hasInvisibleCharacters(line.toStdString()));
        const bool isPlain = std::ranges::all_of(line, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
                   c == '.' || c == ',' || c == ':' || c == '#' || c == '-' || c == '/';
        });
        QVERIFY2(!line.startsWith('#') || isPlain, line.constData());
    }
}

/// A head with the two differences that curl makes, which the command tells: an empty value has no white
/// space, and a length without a body is 0.
QByteArray withDifferences(const traffic::MirroredRequest& request) {
    QString head = QString::fromLatin1(request.head.data(), static_cast<qsizetype>(request.head.size()));
    head.replace(QRegularExpression(":[ \t]+\r\n"), ":\r\n");
    if (request.form == traffic::RequestForm::HeadOnly) {
        head.replace(
            QRegularExpression("(Content-Length: )[0-9]+", QRegularExpression::CaseInsensitiveOption),
            "\\10");
    }
    return head.toLatin1();
}

std::string destinationOf(const RunningListener& recorder) {
    return "http://127.0.0.1:" + std::to_string(recorder.port());
}

}  // namespace

class CurlCopiesTest : public QObject {
    Q_OBJECT

private slots:
    void naughtyStringsArrive_data();
    void naughtyStringsArrive();
    void capturedRequestsArrive_data();
    void capturedRequestsArrive();
    void hiddenSecretsStayHidden();
    void cleanupTestCase();

private:
    std::optional<Arrived> run(const QString& shell, const std::string& command,
                               const RunningListener& recorder);
    void compareCapture(const traffic::RequestDetail& original);

    QTemporaryDir m_directory;
    int m_naughty = 0;
    int m_equal = 0;
    std::set<std::string> m_differences;
    int m_different = 0;
};

std::optional<Arrived> CurlCopiesTest::run(const QString& shell, const std::string& command,
                                           const RunningListener& recorder) {
    QFile script(m_directory.filePath("command.sh"));
    if (!script.open(QIODevice::WriteOnly) || script.write(QByteArray::fromStdString(command)) < 0) {
        return std::nullopt;
    }
    script.close();
    QProcess process;
    process.setWorkingDirectory(m_directory.path());
    process.start(shell, {script.fileName()});
    constexpr int deadline = 60'000;
    if (!process.waitForFinished(deadline) || process.exitCode() != 0) {
        qWarning("%s", process.readAllStandardError().constData());
        return std::nullopt;
    }
    const auto stored = recorder.sink().stored();
    if (stored.size() != 1) {
        return std::nullopt;
    }
    return Arrived{stored.front()->request.head, bodyOf(stored.front()->request, recorder.sink())};
}

void CurlCopiesTest::naughtyStringsArrive_data() {
    QTest::addColumn<QString>("shell");
    QTest::newRow("/bin/sh") << "/bin/sh";
    QTest::newRow("bash") << "/bin/bash";
}

void CurlCopiesTest::naughtyStringsArrive() {
    QFETCH(QString, shell);
    const auto strings = naughtyStrings();
    QCOMPARE(strings.size(), std::size_t{485});
    for (const std::string& text : strings) {
        const auto detail = naughtyRequest(text);
        const RunningListener recorder;
        const std::string command =
            exchange::requestCopy(detail, exchange::CopyForm::Curl, nullptr,
                                  {.destination = destinationOf(recorder), .asReceived = true});
        requireSafeText(command);
        const auto arrived = run(shell, command, recorder);
        QVERIFY2(arrived, command.c_str());
        QCOMPARE(QByteArray::fromStdString(arrived->head), QByteArray::fromStdString(detail.request.head));
        QCOMPARE(QByteArray::fromStdString(arrived->body), QByteArray::fromStdString(text));
        ++m_naughty;
    }
    QCOMPARE(QDir(m_directory.path()).entryList(QDir::Files).size(), 1);  // the command
}

void CurlCopiesTest::capturedRequestsArrive_data() {
    QTest::addColumn<QByteArray>("proxy");
    std::set<std::string> proxies;
    for (const auto& capture : test::wireCaptures()) {
        proxies.insert(capture.proxy);
    }
    for (const std::string& proxy : proxies) {
        QTest::newRow(proxy.c_str()) << QByteArray::fromStdString(proxy);
    }
}

void CurlCopiesTest::compareCapture(const traffic::RequestDetail& original) {
    const RunningListener recorder;
    const std::string command =
        exchange::requestCopy(original, exchange::CopyForm::Curl, nullptr,
                              {.destination = destinationOf(recorder), .asReceived = true});
    requireSafeText(command);
    const auto arrived = run("/bin/sh", command, recorder);
    QVERIFY2(arrived, command.substr(0, 4000).c_str());
    QVERIFY(arrived->body == original.request.body);
    if (command.starts_with("#")) {
        QCOMPARE(QByteArray::fromStdString(arrived->head), withDifferences(original.request));
        ++m_different;
        m_differences.insert(command.substr(0, command.find('\n')));
        return;
    }
    QCOMPARE(QByteArray::fromStdString(arrived->head), QByteArray::fromStdString(original.request.head));
    ++m_equal;
}

void CurlCopiesTest::capturedRequestsArrive() {
    QFETCH(QByteArray, proxy);
    for (const auto& capture : test::wireCaptures()) {
        if (capture.proxy != proxy.toStdString()) {
            continue;
        }
        RunningListener received;
        auto socket = received.connect();
        QVERIFY(socket.send(capture.wire));
        socket.finishSending();
        while (!socket.receive().empty()) {
        }
        for (const auto& delivery : received.sink().stored()) {
            traffic::RequestDetail detail;
            detail.request = delivery->request;
            detail.request.body = bodyOf(delivery->request, received.sink());
            detail.request.bodyParts = 0;
            compareCapture(detail);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
    }
}

void CurlCopiesTest::hiddenSecretsStayHidden() {
    traffic::RequestDetail detail;
    detail.request.head =
        "PUT /in?token=hush-hush HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer hush-hush\r\n"
        "Content-Type: application/json\r\nContent-Length: 24\r\n\r\n";
    detail.request.body = R"({"password":"hush-hush"})";
    detail.request.bodyLength = detail.request.body.size();
    const redaction::Redactor redactor;
    const RunningListener recorder;
    const std::string command =
        exchange::requestCopy(detail, exchange::CopyForm::Curl, &redactor,
                              {.destination = destinationOf(recorder), .asReceived = true});
    QVERIFY(command.find("hush") == command.npos);
    const auto arrived = run("/bin/sh", command, recorder);
    QVERIFY2(arrived, command.c_str());
    QCOMPARE(arrived->head,
             std::string(
                 "PUT /in?token=REDACTED HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer REDACTED\r\n"
                 "Content-Type: application/json\r\nContent-Length: 23\r\n\r\n"));
    QCOMPARE(arrived->body, std::string(R"({"password":"REDACTED"})"));
}

void CurlCopiesTest::cleanupTestCase() {
    qInfo("%d naughty strings; captured requests: %d equal byte for byte, %d with a difference that is told",
          m_naughty, m_equal, m_different);
    for (const std::string& difference : m_differences) {
        qInfo("  %s", difference.c_str());
    }
}

QTEST_GUILESS_MAIN(CurlCopiesTest)
#include "curl_copies_test.moc"
