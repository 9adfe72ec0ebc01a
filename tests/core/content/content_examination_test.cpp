// SPDX-License-Identifier: Apache-2.0
#include "core/content/content_examination.h"

#include <QTest>

using namespace mirrorscope;
using traffic::RequestFlag;

namespace {

struct Case {
    const char* name;
    const char* headers;
    std::string body;
    traffic::FlagSet flags;
    bool isCut = false;
};

traffic::FlagSet only(RequestFlag flag) {
    traffic::FlagSet flags;
    flags.set(flag);
    return flags;
}

const std::string kMultipart = "--A\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";

std::vector<Case> cases() {
    const auto failed = only(RequestFlag::DecodeFailed);
    const auto multipart = only(RequestFlag::MultipartInvalid);
    const auto entities = only(RequestFlag::XmlEntities);
    return {
        {"plain", "Content-Type: text/plain\r\n", "<!DOCTYPE a>", {}},
        {"gzip that is none", "Content-Encoding: gzip\r\n", "plain text", failed},
        {"gzip without its end", "Content-Encoding: gzip\r\n", "\x1f\x8b\x08", failed},
        {"gzip that was cut here", "Content-Encoding: gzip\r\n", "\x1f\x8b\x08", {}, true},
        {"coding that is not known", "Content-Encoding: compress\r\n", "x", {}},
        {"multipart", "Content-Type: multipart/form-data; boundary=A\r\n", kMultipart + "--A--\r\n", {}},
        {"quoted boundary",
         "Content-Type: multipart/mixed; charset=x; boundary=\"A\"\r\n",
         kMultipart + "--A--",
         {}},
        {"multipart without end", "Content-Type: Multipart/Form-Data; Boundary=A\r\n", kMultipart, multipart},
        {"multipart without boundary", "Content-Type: multipart/form-data\r\n", kMultipart + "--A--",
         multipart},
        {"multipart that was cut here",
         "Content-Type: multipart/form-data; boundary=A\r\n",
         kMultipart,
         {},
         true},
        {"XML", "Content-Type: text/xml\r\n", "<?xml version='1.0'?><a>&lt;!ENTITY</a>", {}},
        {"XML with entities", "Content-Type: application/soap+xml; charset=utf-8\r\n",
         "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", entities},
        {"XML with a document type, cut", "Content-Type: text/xml\r\n", "<!doctype a>", entities, true},
    };
}

}  // namespace

class ContentExaminationTest : public QObject {
    Q_OBJECT

private slots:
    void examines_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Case& one : cases()) {
            QTest::newRow(one.name) << index++;
        }
    }

    void examines() {
        QFETCH(const int, index);
        const Case one = cases().at(static_cast<std::size_t>(index));
        traffic::MirroredRequest request;
        request.head = std::string("POST / HTTP/1.1\r\nHost: a\r\n") + one.headers + "\r\n";
        request.body = one.body;
        if (one.isCut) {
            request.flags.set(RequestFlag::BodyCut);
        }
        const auto flags = content::examineContent(http::Head(request.head), request);
        QCOMPARE(flags.text(), one.flags.text());
    }

    void bodiesInPartsAreNotLookedAt() {
        traffic::MirroredRequest request;
        request.head = "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\n\r\n";
        request.body = "plain";
        request.bodyParts = 1;
        QVERIFY(content::examineContent(http::Head(request.head), request).empty());
    }
};

QTEST_GUILESS_MAIN(ContentExaminationTest)
#include "content_examination_test.moc"
