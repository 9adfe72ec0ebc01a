// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_view.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {
namespace {

const std::string kRequest =
    "POST /api HTTP/1.1\r\nHost: shop.example.com\r\nX-Odd: \xE2\x80\xAE\r\n\r\n{\"token\":\"' OR 1=1--\"}";

std::shared_ptr<const std::string> held(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}

int pixelsOf(const QImage& image, const QColor& wanted) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == wanted ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

class ByteViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_view.reset(); }
    void laysOutOnlyWhatIsSeen_data();
    void laysOutOnlyWhatIsSeen();
    void showsTheMatch();
    void announcesTheMatch();
    void scrollsToTheMatch();
    void keepsThePlaceInHex();
    void findsAndGoesRound();
    void keysMoveTheCaret();
    void copiesWhatIsSeen();
    void newBytesForgetTheOld();
    void mouseSelects();

private:
    std::unique_ptr<ByteView> m_view;
};

void ByteViewTest::initTestCase() {
    theme::Theme::instance().install(*qApp);
    theme::Theme::instance().setMode(theme::Theme::Mode::Light);
}

void ByteViewTest::init() {
    m_view = std::make_unique<ByteView>();
    m_view->resize(640, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void ByteViewTest::laysOutOnlyWhatIsSeen_data() {
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("lineLength");
    QTest::addColumn<bool>("wrap");
    for (const bool wrap : {true, false}) {
        QTest::addRow("16 MiB of lines, wrap %d", wrap) << (16 << 20) << 80 << wrap;
        QTest::addRow("16 MiB of empty lines, wrap %d", wrap) << (16 << 20) << 1 << wrap;
        QTest::addRow("one line of 1 MB, wrap %d", wrap) << 1'000'000 << 1'000'001 << wrap;
    }
}

void ByteViewTest::laysOutOnlyWhatIsSeen() {
    QFETCH(int, size);
    QFETCH(int, lineLength);
    QFETCH(bool, wrap);
    std::string bytes(static_cast<std::size_t>(size), 'a');
    for (std::size_t i = static_cast<std::size_t>(lineLength) - 1; i < bytes.size();
         i += static_cast<std::size_t>(lineLength)) {
        bytes[i] = '\n';
    }
    m_view->setWrap(wrap);
    m_view->setBytes(held(std::move(bytes)));
    const std::size_t before = m_view->rowsLaidOut();
    (void)m_view->grab();
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    (void)m_view->grab();
    const auto seen = static_cast<std::size_t>(m_view->viewport()->height() / 10);
    QVERIFY2(m_view->rowsLaidOut() - before <= 2 * seen,
             QByteArray::number(m_view->rowsLaidOut()).constData());
    QVERIFY(m_view->rows().shown(m_view->rows().count() / 2).text.size() <= 4'096 + 2);
}

void ByteViewTest::showsTheMatch() {
    m_view->setBytes(held(kRequest));
    const QColor back = theme::color(theme::Role::Match);
    QCOMPARE(pixelsOf(m_view->grab().toImage(), back), 0);
    m_view->setMatches({{kRequest.find("' OR"), 11}});
    const QImage image = m_view->grab().toImage();
    QVERIFY(pixelsOf(image, back) > 200);
    QVERIFY(pixelsOf(image, theme::color(theme::Role::High)) > 50);  // the underline
}

void ByteViewTest::announcesTheMatch() {
    m_view->setBytes(held(kRequest));
    const std::size_t body = kRequest.find("\r\n\r\n") + 4;
    m_view->setMatches({{body + 10, 11}}, body, QStringLiteral("body"));
    QCOMPARE(m_view->accessibleDescription(), QStringLiteral("match, bytes 10 to 20 of the body"));
    QCOMPARE(m_view->accessibleName(), QStringLiteral("Bytes as received"));
    QVERIFY(accessibleSummary(m_view.get()).startsWith(u"80 B"));
}

void ByteViewTest::scrollsToTheMatch() {
    std::string bytes;
    for (int i = 0; i < 5'000; ++i) {
        bytes += "line " + std::to_string(i) + "\r\n";
    }
    const std::size_t place = bytes.find("line 4000");
    m_view->setBytes(held(bytes));
    m_view->setMatches({{place, 9}});
    const int top = m_view->verticalScrollBar()->value();
    QVERIFY(top <= 4'000 && top > 4'000 - 10);
    m_view->setMatches({});
    QCOMPARE(m_view->verticalScrollBar()->value(), top);  // nothing moves by itself
}

void ByteViewTest::keepsThePlaceInHex() {
    std::string bytes;
    for (int i = 0; i < 2'000; ++i) {
        bytes += "0123456789abcde\n";  // a row in both modes
    }
    m_view->setBytes(held(bytes));
    m_view->verticalScrollBar()->setValue(700);
    m_view->setMode(ByteView::Mode::Hex);
    QCOMPARE(m_view->verticalScrollBar()->value(), 700);
    m_view->setMode(ByteView::Mode::Text);
    QCOMPARE(m_view->verticalScrollBar()->value(), 700);
}

void ByteViewTest::findsAndGoesRound() {
    m_view->setBytes(held("token a TOKEN b"));
    QVERIFY(m_view->findNext("token"));
    QCOMPARE(m_view->selection(), (ByteRange{0, 5}));
    QVERIFY(m_view->findNext("token"));
    QCOMPARE(m_view->selection(), (ByteRange{8, 5}));
    QVERIFY(m_view->findNext("token"));
    QCOMPARE(m_view->selection(), (ByteRange{0, 5}));
    QVERIFY(m_view->findPrevious("token"));
    QCOMPARE(m_view->selection(), (ByteRange{8, 5}));
    QVERIFY(!m_view->findNext("absent"));
    QCOMPARE(m_view->selection(), (ByteRange{8, 5}));
}

void ByteViewTest::keysMoveTheCaret() {
    m_view->setBytes(
        held("ab\xC3\x9F"
             "cd\nefgh\n"));
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->selection(), (ByteRange{2, 2}));  // a character, not a byte
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(m_view->selection().isEmpty());
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selection(), (ByteRange{2, 7}));  // to the same column of the next line
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_view->selection().end(), m_view->bytes().size());
}

void ByteViewTest::copiesWhatIsSeen() {
    m_view->setBytes(held(kRequest));
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.startsWith(u"POST /api HTTP/1.1\nHost"));
    QVERIFY(copied.contains(u"X-Odd: \\u{202e}\n"));
    m_view->setMode(ByteView::Mode::Hex);
    QVERIFY(m_view->selectedText().startsWith(u"50 4f 53 54 20"));
}

void ByteViewTest::newBytesForgetTheOld() {
    m_view->setBytes(held(kRequest));
    m_view->setMatches({{90, 50}});
    m_view->selectAll();
    QSignalSpy changed(m_view.get(), &ByteView::selectionChanged);
    m_view->setBytes(held("x"));
    (void)m_view->grab();
    QCOMPARE(m_view->selection(), ByteRange{});
    QCOMPARE(m_view->accessibleDescription(), QString());
    QCOMPARE(changed.size(), 1);
    m_view->setBytes(nullptr);
    (void)m_view->grab();
    QVERIFY(m_view->bytes().empty());
}

void ByteViewTest::mouseSelects() {
    m_view->setBytes(held("abcdefghij\nsecond"));
    QWidget* port = m_view->viewport();
    QTest::mousePress(port, Qt::LeftButton, {}, QPoint(0, 4));
    QTest::mouseMove(port, QPoint(port->width() - 1, 4));
    QMouseEvent move(QEvent::MouseMove, QPointF(port->width() - 1, 4), port->mapToGlobal(QPointF(0, 0)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(port, &move);
    QCOMPARE(m_view->selection(), (ByteRange{0, 11}));
}

}  // namespace mirrorscope::ui::text

QTEST_MAIN(mirrorscope::ui::text::ByteViewTest)
#include "byte_view_test.moc"
