// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QImage>

#include "tests/ui/detail/body_pane.h"
#include "ui/detail/image_page.h"

using namespace mirrorscope;

namespace {

std::string image(const char* format) {
    QImage image(20, 10, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes.toStdString();
}

}  // namespace

class ImageViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_pane = std::make_unique<test::BodyPane>(); }
    void cleanup() { m_pane.reset(); }

    void isDecoded_data() {
        QTest::addColumn<QByteArray>("format");
        for (const char* format : {"PNG", "JPEG", "BMP"}) {
            QTest::newRow(format) << QByteArray(format);
        }
    }
    void isDecoded() {
        QFETCH(const QByteArray, format);
        // What the request says does not choose the decoder.
        m_pane->show("Content-Type: image/webp\r\n", image(format.constData()));
        QCOMPARE(m_pane->button("detail.body.view.kind").text(), QString("Image " + format));
        QTRY_COMPARE(page().image().size(), QSize(20, 10));
        QCOMPARE(m_pane->label("detail.body.image.problem"), QString());
        QVERIFY(m_pane->label("detail.body.image.facts").startsWith(QString(format + ", 20 × 10 pixels, ")));
        const QImage painted = m_pane->find<QWidget>("detail.body.image.canvas")->grab().toImage();
        QVERIFY(painted.pixelColor(5, 5).red() > 240);
    }

    void tooManyPixelsAreNotDecoded() {
        std::string bytes = image("PNG");
        bytes[16] = bytes[20] = '\x01';  // 16 million wide and high
        m_pane->show("Content-Type: image/png\r\n", bytes);
        QTRY_COMPARE(m_pane->label("detail.body.image.problem"),
                     QStringLiteral("Not decoded: more than 16,777,216 pixels."));
        QVERIFY(page().image().isNull());
    }

    void brokenIsSaid() {
        m_pane->show("Content-Type: image/png\r\n", image("PNG").substr(0, 40));
        QTRY_COMPARE(m_pane->label("detail.body.image.problem"),
                     QStringLiteral("Not decoded: the bytes are no whole image."));
    }

    void svgIsValuesNotAPicture() {
        m_pane->show("Content-Type: image/svg+xml\r\n", "<svg><image href=\"file:///etc/passwd\"/></svg>");
        QCOMPARE(m_pane->button("detail.body.view.kind").text(), QStringLiteral("XML"));
        QCOMPARE(m_pane->value(QStringLiteral("@href")), QStringLiteral("file:///etc/passwd"));
    }

private:
    ui::detail::ImagePage& page() { return *m_pane->find<ui::detail::ImagePage>("detail.body.image"); }
    std::unique_ptr<test::BodyPane> m_pane;
};

QTEST_MAIN(ImageViewTest)
#include "image_view_test.moc"
