// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <set>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {
namespace {

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

class StyleTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        Theme::instance().install(*qApp);
        Theme::instance().setMode(Theme::Mode::Light);
    }
    void cellsArePadded();
    void nothingMoves();
    void nothingIsSmallToTouch();
    void primaryIsFilled();
    void keyboardFocusIsSeen_data();
    void keyboardFocusIsSeen();
    void fillsAreFlat();
};

void StyleTest::cellsArePadded() {
    QCOMPARE(qApp->style()->pixelMetric(QStyle::PM_FocusFrameHMargin), 4);
}

void StyleTest::nothingMoves() {
    QCOMPARE(qApp->style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
}

void StyleTest::nothingIsSmallToTouch() {
    QPushButton push(QStringLiteral("Ok"));
    QToolButton tool;
    QLineEdit line;
    QComboBox combo;
    for (const QWidget* widget : {static_cast<QWidget*>(&push), static_cast<QWidget*>(&tool),
                                  static_cast<QWidget*>(&line), static_cast<QWidget*>(&combo)}) {
        QVERIFY(widget->sizeHint().height() >= 24);
        QVERIFY(widget->sizeHint().width() >= 24);
    }
}

void StyleTest::primaryIsFilled() {
    QPushButton button(QStringLiteral("Add a source…"));
    button.resize(120, 28);
    QVERIFY(pixelsOf(button.grab().toImage(), color(Role::Accent)) < 50);
    button.setProperty(kPrimaryProperty, true);
    QVERIFY(pixelsOf(button.grab().toImage(), color(Role::Accent)) > 120 * 28 / 2);
    button.setEnabled(false);
    QCOMPARE(pixelsOf(button.grab().toImage(), color(Role::Accent)), 0);
}

void StyleTest::keyboardFocusIsSeen_data() {
    QTest::addColumn<QString>("type");
    for (const char* type :
         {"QPushButton", "QToolButton", "QLineEdit", "QComboBox", "QSpinBox", "QCheckBox"}) {
        QTest::newRow(type) << QString::fromLatin1(type);
    }
}

void StyleTest::keyboardFocusIsSeen() {
    QFETCH(QString, type);
    QWidget window;
    window.resize(240, 80);
    QLineEdit other(&window);  // holds the focus at first
    std::unique_ptr<QWidget> widget;
    if (type == u"QPushButton") {
        widget = std::make_unique<QPushButton>(QStringLiteral("Copy"), &window);
    } else if (type == u"QToolButton") {
        widget = std::make_unique<QToolButton>(&window);
    } else if (type == u"QLineEdit") {
        widget = std::make_unique<QLineEdit>(&window);
    } else if (type == u"QComboBox") {
        widget = std::make_unique<QComboBox>(&window);
    } else if (type == u"QSpinBox") {
        widget = std::make_unique<QSpinBox>(&window);
    } else {
        widget = std::make_unique<QCheckBox>(QStringLiteral("Wrap"), &window);
    }
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->setGeometry(10, 40, 120, 28);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other.setFocus();
    const int before = pixelsOf(widget->grab().toImage(), color(Role::Accent));
    QTest::keyClick(&other, Qt::Key_Tab);
    QVERIFY(widget->hasFocus());
    QVERIFY(pixelsOf(widget->grab().toImage(), color(Role::Accent)) >= before + 40);
}

void StyleTest::fillsAreFlat() {
    // One colour down the middle column of an empty button: no gradient, no bevel.
    QPushButton button;
    button.resize(80, 28);
    const QImage image = button.grab().toImage();
    std::set<QRgb> inside;
    for (int y = 3; y < 25; ++y) {
        inside.insert(image.pixel(40, y));
    }
    QCOMPARE(inside.size(), std::size_t{1});
}

}  // namespace mirrorscope::ui::theme

QTEST_MAIN(mirrorscope::ui::theme::StyleTest)
#include "style_test.moc"
