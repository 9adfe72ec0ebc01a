// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_line.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;
namespace theme = mirrorscope::ui::theme;

class FilterBarTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_state = std::make_unique<FilterState>();
        m_bar = std::make_unique<FilterBar>(*m_state);
        m_bar->resize(900, 40);
        m_bar->show();
        m_line = m_bar->findChild<FilterLine*>(QStringLiteral("filter.edit"));
        QVERIFY(m_line);
    }

    void typedConditionBecomesAChip() {
        type(QStringLiteral("host:a -state:clean (path:/b or path:/c)"));
        QCOMPARE(m_state->text(), QStringLiteral("host:a state!=clean (path:/b or path:/c)"));
        QCOMPARE(chips().size(), 3);
        QCOMPARE(chips().first()->text(), QStringLiteral("host a"));
        QCOMPARE(chips().last()->text(), QStringLiteral("path:/b or path:/c"));
        QVERIFY(m_line->text().isEmpty());
    }

    void whatIsTypedIsAddedAsOne() {
        type(QStringLiteral("host:a"));
        type(QStringLiteral("path:/b or path:/c"));
        QCOMPARE(m_state->text(), QStringLiteral("host:a (path:/b or path:/c)"));
    }

    void errorIsUnderlinedAndKeepsTheLastFilter() {
        type(QStringLiteral("host:a"));
        type(QStringLiteral("host~\u00e9 client:1.2.3.4/33"));
        QCOMPARE(m_state->text(), QStringLiteral("host:a"));
        QVERIFY2(m_bar->errorText().startsWith(QStringLiteral("At character 23: ")),
                 qPrintable(m_bar->errorText()));
        QVERIFY(m_bar->errorText().endsWith(QStringLiteral("the last valid filter: host:a")));
        QCOMPARE(m_line->accessibleDescription(), m_bar->errorText());
        QCOMPARE(m_line->text(), QStringLiteral("host~\u00e9 client:1.2.3.4/33"));
        QVERIFY(m_line->underlined() == (FilterLine::Span{22, 2}));
        QTest::keyClick(m_line, Qt::Key_Backspace);
        QVERIFY(m_bar->errorText().isEmpty());
        QVERIFY(!m_line->underlined());
    }

    void anErrorAtTheEndIsUnderlinedToo() {
        type(QStringLiteral("host:"));
        QVERIFY(!m_bar->errorText().isEmpty());
        QVERIFY(m_line->underlined() == (FilterLine::Span{4, 1}));
    }

    void crossRemovesTheChip() {
        type(QStringLiteral("host:a method:GET"));
        FilterChip* chip = chips().first();
        QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 10, chip->height() / 2));
        QTRY_COMPARE(m_state->text(), QStringLiteral("method:GET"));
    }

    void chipIsEditedInTheLine() {
        type(QStringLiteral("path:\"/a b\""));
        QTest::mouseClick(chips().first(), Qt::LeftButton, {}, QPoint(8, 8));
        QTRY_COMPARE(m_line->text(), QStringLiteral("path:\"/a b\""));
        QVERIFY(m_state->filter().isEmpty());
    }

    void textShowsAllOfItAndBack() {
        type(QStringLiteral("host:a -state:clean"));
        m_line->setText(QStringLiteral("path:/b or path:/c"));
        mode()->click();
        QCOMPARE(mode()->text(), QStringLiteral("Chips"));
        QVERIFY(chips().isEmpty());
        QCOMPARE(m_line->text(), QStringLiteral("host:a state!=clean (path:/b or path:/c)"));
        // Not asked for yet.
        QCOMPARE(m_state->text(), QStringLiteral("host:a state!=clean"));
        mode()->click();
        QCOMPARE(m_state->text(), QStringLiteral("host:a state!=clean (path:/b or path:/c)"));
        QCOMPARE(chips().size(), 3);
        QVERIFY(m_line->text().isEmpty());
    }

    void whatIsBrokenGoesAlongIntoTheText() {
        type(QStringLiteral("host:a or host:b"));
        type(QStringLiteral("client:x"));
        mode()->click();
        QCOMPARE(m_line->text(), QStringLiteral("(host:a or host:b) client:x"));
        QVERIFY(m_line->underlined() == (FilterLine::Span{26, 1}));
        QVERIFY(!m_bar->errorText().isEmpty());
    }

    void anotherThemeKeepsTheError() {
        type(QStringLiteral("client:x"));
        const QString error = m_bar->errorText();
        for (const auto mode : {theme::Theme::Mode::Dark, theme::Theme::Mode::Light}) {
            theme::Theme::instance().setMode(mode);
            QCOMPARE(m_bar->errorText(), error);
            const auto* label = m_bar->findChild<QLabel*>(QStringLiteral("filter.error"));
            QCOMPARE(label->palette().color(QPalette::WindowText), theme::color(theme::Role::Critical));
            QVERIFY(m_line->underlined());
        }
        QVERIFY(m_state->filter().isEmpty());
    }

    void brokenTextStaysText() {
        mode()->click();
        type(QStringLiteral("host:a client:x"));
        QVERIFY(!m_bar->errorText().isEmpty());
        mode()->click();
        QVERIFY(m_bar->showsText());
        QCOMPARE(m_line->text(), QStringLiteral("host:a client:x"));
        type(QStringLiteral("host:a client:10.0.0.1"));
        QVERIFY(m_bar->errorText().isEmpty());
        QCOMPARE(m_state->text(), QStringLiteral("host:a client:10.0.0.1"));
    }

    void textFollowsWhatIsClicked() {
        mode()->click();
        type(QStringLiteral("host:a"));
        m_state->exclude(*conditionOn(query::FieldId::Method, "GET"));
        QCOMPARE(m_line->text(), QStringLiteral("host:a method!=GET"));
        m_state->undo();
        QCOMPARE(m_line->text(), QStringLiteral("host:a"));
    }

    void whatCannotBeChipsIsShownAsText() {
        const QString many = QStringList(300, QStringLiteral("a")).join(u',');
        type(QStringLiteral("method:") + many);
        type(QStringLiteral("host:") + many);
        QVERIFY(m_bar->showsText());
        QVERIFY(!m_bar->errorText().isEmpty());
        QCOMPARE(QString::fromStdString(m_state->filter().text()), QStringLiteral("method:") + many);
    }

    void clearTakesEverything() {
        type(QStringLiteral("host:a"));
        auto* clear = m_bar->findChild<QToolButton*>(QStringLiteral("filter.clear"));
        QVERIFY(clear->isVisible());
        clear->click();
        QVERIFY(m_state->filter().isEmpty());
        QVERIFY(!clear->isVisible());
    }

    void theNewestChipAlwaysShows() {
        for (int i = 0; i < 12; ++i) {
            m_state->add(*conditionOn(query::FieldId::Path, "/a/rather/long/path/" + std::to_string(i)));
        }
        QVERIFY(chips().last()->isVisible());
        QVERIFY(!chips().first()->isVisible());
        QVERIFY(m_line->width() >= 100);
    }

private:
    void type(const QString& text) {
        m_line->setFocus();
        m_line->clear();
        m_line->insert(text);
        emit m_line->textEdited(m_line->text());
        QTest::keyClick(m_line, Qt::Key_Return);
    }

    QPushButton* mode() const { return m_bar->findChild<QPushButton*>(QStringLiteral("filter.mode")); }

    /// Those of now: deleted ones are gone at once.
    QList<FilterChip*> chips() const { return m_bar->findChildren<FilterChip*>(); }

    std::unique_ptr<FilterState> m_state;
    std::unique_ptr<FilterBar> m_bar;
    FilterLine* m_line = nullptr;
};

QTEST_MAIN(FilterBarTest)
#include "filter_bar_test.moc"
