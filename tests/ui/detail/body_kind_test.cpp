// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/body_kind.h"

#include <QTest>

class BodyKindTest : public QObject {
    Q_OBJECT

private slots:
    void kinds_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char* header, const char* kind) {
            QTest::newRow(header) << QByteArray(header) << QString::fromLatin1(kind);
        };
        row("Content-Type: application/json", "JSON");
        row("content-type:Application/JSON ; charset=utf-8", "JSON");
        row("Content-Type: application/vnd.api+json", "JSON");
        row("Content-Type: image/svg+xml", "Image");
        row("Content-Type: application/soap+xml", "XML");
        row("Content-Type: multipart/form-data; boundary=x", "Multipart");
        row("Content-Type: application/x-www-form-urlencoded", "Form");
        row("Content-Type: text/plain", "Text");
        row("Content-Type: <b>x</b>", "");
        row("Content-Type:", "");
        row("Content-Length: 3", "");
    }

    void kinds() {
        QFETCH(QByteArray, header);
        const std::string head = "POST / HTTP/1.1\r\n" + header.toStdString() + "\r\n\r\n";
        QTEST(mirrorscope::ui::detail::bodyKind(head), "kind");
    }
};

QTEST_GUILESS_MAIN(BodyKindTest)
#include "body_kind_test.moc"
