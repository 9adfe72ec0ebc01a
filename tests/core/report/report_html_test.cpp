// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_html.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <clocale>

#include "core/base/byte_text.h"
#include "tests/core/report/document.h"
#include "tests/core/report/full_report.h"
#include "tests/support/hostile_bytes.h"

using namespace mirrorscope;
using namespace mirrorscope::report;

class ReportHtmlTest : public QObject {
    Q_OBJECT

private slots:
    void isWellFormedAndNeedsNothingElse() {
        const std::string html = reportHtml(test::fullReport("harmless"));
        const test::Document document = test::readDocument(html);
        QCOMPARE(document.error, QString());
        QCOMPARE(document.problems, QStringList());
        QVERIFY(html.starts_with("<!DOCTYPE html>\n"));
        QVERIFY(document.skeleton.contains(
            QStringLiteral("meta http-equiv=Content-Security-Policy content=default-src 'none'; style-src "
                           "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'")));
        // Nothing but the two name spaces is an address.
        QCOMPARE(QString::fromStdString(html).count(QStringLiteral("://")),
                 QString::fromStdString(html).count(QStringLiteral("xmlns=\"http://www.w3.org/")));
    }

    void everySectionIsThere_data() {
        QTest::addColumn<QString>("words");
        for (const char* words :
             {"Filter",
              "23 Nov 2026 15:00:00 to 15:30:00, Europe/Berlin (UTC+01:00); the whole session",
              "REDACTED stands in place",
              "Hidden here: 3.",
              "4,350",
              "1,284",
              "of 120 probes",
              "1,204 requests waited for analysis",
              "What happened meanwhile (2)",
              "Requests over time",
              "Not listening",
              "still counting",
              "Other",
              "Attacks by type",
              "CWE-89",
              "Most attacked",
              "Attacking clients",
              "Rules that hit",
              "the 2 others",
              "Sizes of bodies",
              "above 1 MiB cut: 5",
              "1 of 1,284 attacks, the worst; the session has 1,283 more.",
              "rules 942100, 942130",
              "attack 7",
              "Request 4711, 23 Nov 2026 15:00:00: its head, with what matched",
              "and 2 hits more",
              "1 of 2 findings",
              "2 of 20 requests that showed it",
              "not there",
              "Instead of",
              "Mirror health",
              "2 of 120",
              "1.6 ms",
              "184 ms",
              "1.1 s",
              "3 shared",
              "Proof results",
              "Not proven, ",
              "120 sent, 118 arrived, 2 lost, 1 twice, 4 late"}) {
            QTest::newRow(words) << QString::fromUtf8(words);
        }
    }
    void everySectionIsThere() {
        QFETCH(QString, words);
        const test::Document document = test::readDocument(reportHtml(test::fullReport("harmless")));
        QVERIFY2(document.text.contains(words), qPrintable(document.text));
    }

    void strangersChangeNoElement_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto add = [](const QByteArray& name, const QByteArray& bytes) {
            QTest::newRow(name.constData()) << bytes;
        };
        for (const test::HostileBytes& one : test::hostileBytes()) {
            add(QByteArray::fromRawData(one.name.data(), static_cast<qsizetype>(one.name.size())),
                QByteArray::fromStdString(one.bytes));
        }
        int number = 0;
        for (const char* bytes : {"</style><script>alert(1)</script>",
                                  "</title><img src=x onerror=alert(1)>",
                                  "]]>",
                                  "<!--",
                                  "-->",
                                  "<![CDATA[",
                                  "&lt;b&gt;",
                                  "&amp;",
                                  "&#x3c;script&#x3e;",
                                  "&nbsp;",
                                  "\" onload=\"alert(1)",
                                  "' style='x",
                                  "</td></tr></table><h1>",
                                  "<?xml version='1.0'?>",
                                  "<!DOCTYPE x [<!ENTITY a 'b'>]>",
                                  "\xef\xbf\xbe\xef\xbf\xbf",
                                  "\xef\xb7\x90",
                                  "\xf0\x9f\xbf\xbe",
                                  "\xff\xfe\x80",
                                  "\xed\xa0\x80",
                                  "\xe2\x80\xae",
                                  "\xc2\x85",
                                  "\x01\x02\x1b[31m",
                                  "\r\n\r\n<script>",
                                  "\n",
                                  " "}) {
            add("own " + QByteArray::number(number++), bytes);
        }
        QFile file(QStringLiteral(TEST_DATA_DIR "/naughty/blns.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray naughty = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(naughty.size() > 400);
        for (qsizetype i = 0; i < naughty.size(); ++i) {
            if (const QString text = naughty.at(i).toString(); !text.isEmpty()) {
                add("naughty " + QByteArray::number(i), text.toUtf8());
            }
        }
    }
    void strangersChangeNoElement() {
        QFETCH(QByteArray, bytes);
        static const test::Document harmless = test::readDocument(reportHtml(test::fullReport("harmless")));
        const test::Document hostile = test::readDocument(reportHtml(test::fullReport(bytes.toStdString())));
        QCOMPARE(hostile.error, QString());
        QCOMPARE(hostile.problems, QStringList());
        QCOMPARE(hostile.skeleton, harmless.skeleton);
        // Seen as escaped text: nothing that hides or turns what is read.
        QVERIFY(!base::hasInvisibleCharacters(hostile.text.toStdString()));
    }

    void strangersAreShown() {
        for (const test::HostileBytes& one : test::hostileBytes()) {
            const test::Document document = test::readDocument(reportHtml(test::fullReport(one.bytes)));
            const QString shown =
                QString::fromUtf8(one.shown.data(), static_cast<qsizetype>(one.shown.size()));
            QVERIFY2(document.text.count(shown) > 20, one.name.data());
        }
    }

    void anEmptyViewHasNoEmptySections() {
        Report empty;
        empty.view = "Nothing";
        empty.hidesSecrets = false;
        const test::Document document = test::readDocument(reportHtml(empty));
        QCOMPARE(document.error, QString());
        QVERIFY(document.text.contains(QStringLiteral("nothing was received in it")));
        QVERIFY(document.text.contains(QStringLiteral("not probed")));
        QVERIFY(document.text.contains(QStringLiteral("Secrets are not hidden")));
        QVERIFY(document.text.contains(QStringLiteral("No attack in this view.")));
        for (const char* section : {"Requests over time", "Attacks by type", "Most attacked",
                                    "Sizes of bodies", "Mirror health", "proof"}) {
            QVERIFY2(!document.text.contains(QLatin1String(section)), section);
        }
    }

    /// Coordinates keep their points where the language has commas.
    void theLocaleDoesNotMatter() {
        const std::string before = reportHtml(test::fullReport("harmless"));
        const char* found = nullptr;
        for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "C.UTF-8"}) {
            found = found != nullptr ? found : std::setlocale(LC_ALL, name);
        }
        QCOMPARE(reportHtml(test::fullReport("harmless")), before);
        std::setlocale(LC_ALL, "C");
    }
};

QTEST_APPLESS_MAIN(ReportHtmlTest)
#include "report_html_test.moc"
