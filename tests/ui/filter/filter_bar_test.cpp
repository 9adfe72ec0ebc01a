// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

#include "ui/filter/filter_chip.h"

using namespace mirrorscope::ui::filter;

class FilterBarTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_state = std::make_unique<FilterState>();
        m_bar = std::make_unique<FilterBar>(*m_state);
        m_bar->resize(900, 40);
        m_bar->show();
        m_edit = m_bar->findChild<QLineEdit*>(QStringLiteral("filter.edit"));
        QVERIFY(m_edit);
    }

    void typedConditionBecomesAChip() {
        type(QStringLiteral("host:a -state:clean"));
        QCOMPARE(m_state->terms().text(), QStringLiteral("host:a -state:clean"));
        QCOMPARE(chips().size(), 2);
        QCOMPARE(chips().first()->text(), QStringLiteral("host a"));
        QVERIFY(m_edit->text().isEmpty());
    }

    void errorKeepsTheLastFilter() {
        type(QStringLiteral("host:a"));
        type(QStringLiteral("client:1.2.3.4/33"));
        QCOMPARE(m_state->terms().text(), QStringLiteral("host:a"));
        QVERIFY(m_bar->errorText().startsWith(QStringLiteral("At character 8: ")));
        QVERIFY(m_bar->errorText().endsWith(QStringLiteral("the last valid filter: host:a")));
        QCOMPARE(m_edit->accessibleDescription(), m_bar->errorText());
        QCOMPARE(m_edit->text(), QStringLiteral("client:1.2.3.4/33"));
        QTest::keyClick(m_edit, Qt::Key_Backspace);
        QVERIFY(m_bar->errorText().isEmpty());
    }

    void crossRemovesTheChip() {
        type(QStringLiteral("host:a method:GET"));
        FilterChip* chip = chips().first();
        QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 10, chip->height() / 2));
        QTRY_COMPARE(m_state->terms().text(), QStringLiteral("method:GET"));
    }

    void chipIsEditedInTheLine() {
        type(QStringLiteral("path:\"/a b\""));
        QTest::mouseClick(chips().first(), Qt::LeftButton, {}, QPoint(8, 8));
        QTRY_COMPARE(m_edit->text(), QStringLiteral("path:\"/a b\""));
        QVERIFY(m_state->terms().isEmpty());
    }

    void escapeEmptiesThenUndoes() {
        type(QStringLiteral("host:a"));
        m_edit->setText(QStringLiteral("meth"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(m_edit->text().isEmpty());
        QCOMPARE(m_state->terms().text(), QStringLiteral("host:a"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(m_state->terms().isEmpty());
    }

    void arrowsRecallWhatWasTyped() {
        type(QStringLiteral("host:a"));
        type(QStringLiteral("method:GET"));
        QTest::keyClick(m_edit, Qt::Key_Up);
        QCOMPARE(m_edit->text(), QStringLiteral("method:GET"));
        QTest::keyClick(m_edit, Qt::Key_Up);
        QCOMPARE(m_edit->text(), QStringLiteral("host:a"));
        QTest::keyClick(m_edit, Qt::Key_Down);
        QTest::keyClick(m_edit, Qt::Key_Down);
        QVERIFY(m_edit->text().isEmpty());
    }

    void clearTakesEverything() {
        type(QStringLiteral("host:a"));
        auto* clear = m_bar->findChild<QToolButton*>(QStringLiteral("filter.clear"));
        QVERIFY(clear->isVisible());
        clear->click();
        QVERIFY(m_state->terms().isEmpty());
        QVERIFY(!clear->isVisible());
    }

    void theNewestChipAlwaysShows() {
        for (int i = 0; i < 12; ++i) {
            m_state->add({FilterKey::Path, QStringLiteral("/a/rather/long/path/%1").arg(i), false});
        }
        QVERIFY(chips().last()->isVisible());
        QVERIFY(!chips().first()->isVisible());
        QVERIFY(m_edit->width() >= 100);
    }

private:
    void type(const QString& text) {
        m_edit->setFocus();
        m_edit->clear();
        QTest::keyClicks(m_edit, text);
        QTest::keyClick(m_edit, Qt::Key_Return);
    }

    /// Those of now: deleted ones are gone at once.
    QList<FilterChip*> chips() const { return m_bar->findChildren<FilterChip*>(); }

    std::unique_ptr<FilterState> m_state;
    std::unique_ptr<FilterBar> m_bar;
    QLineEdit* m_edit = nullptr;
};

QTEST_MAIN(FilterBarTest)
#include "filter_bar_test.moc"
