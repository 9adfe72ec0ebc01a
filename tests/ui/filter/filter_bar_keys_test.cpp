// SPDX-License-Identifier: GPL-3.0-or-later
// The filter bar with the keyboard alone.
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/filter/completion_popup.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_line.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;

class FilterBarKeysTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_state = std::make_unique<FilterState>();
        m_window = std::make_unique<QWidget>();
        m_bar = new FilterBar(*m_state, m_window.get());
        m_bar->setValues([](const query::Field& field, std::string_view, std::string_view) {
            return field.id == query::FieldId::Host
                       ? std::vector<std::string>{"shop.example", "shop two", "api.example"}
                       : std::vector<std::string>();
        });
        auto* layout = new QVBoxLayout(m_window.get());
        layout->addWidget(m_bar);
        layout->addStretch();
        m_window->resize(900, 400);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_line = m_bar->findChild<FilterLine*>(QStringLiteral("filter.edit"));
        m_bar->focusEdit();
    }

    void enterTakesWhatWasTypedNotWhatIsOffered() {
        keys("host:shop");
        QVERIFY(popup()->isVisible());
        key(Qt::Key_Return);
        QCOMPARE(m_state->text(), QStringLiteral("host:shop"));
        QVERIFY(!popup()->isVisible());
    }

    void fieldOperatorAndValueAreCompleted() {
        keys("ho");
        QCOMPARE(offered(), QStringList{QStringLiteral("host:")});
        key(Qt::Key_Tab);
        QCOMPARE(m_line->text(), QStringLiteral("host:"));
        QCOMPARE(offered(), (QStringList{QStringLiteral("shop.example"), QStringLiteral("\"shop two\""),
                                         QStringLiteral("api.example")}));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QCOMPARE(m_line->text(), QStringLiteral("host:\"shop two\""));
        QVERIFY(!popup()->isVisible());
        key(Qt::Key_Return);
        QCOMPARE(m_state->text(), QStringLiteral("host:\"shop two\""));
    }

    void valuesOfFixedListsTellTheirMeaning() {
        keys("type:sq");
        QCOMPARE(offered(), QStringList{QStringLiteral("sqli")});
        const auto* list = popup()->findChild<QTreeWidget*>();
        QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("SQL injection"));
    }

    void completionReplacesTheWordAtTheCursor() {
        m_line->setText(QStringLiteral("host~\u00e9 sta path:/a"));
        m_line->setCursorPosition(10);
        m_line->setFocus();
        key(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(popup()->isVisible());
        key(Qt::Key_Tab);
        QCOMPARE(m_line->text(), QStringLiteral("host~\u00e9 state: path:/a"));
        QCOMPARE(m_line->cursorPosition(), 13);
    }

    void askingInAnEmptyLineOffersFields() {
        QVERIFY(!popup() || !popup()->isVisible());
        key(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(offered().contains(QStringLiteral("source:")));
        key(Qt::Key_Escape);
        QVERIFY(!popup()->isVisible());
    }

    void pastTheLastNothingIsChosen() {
        keys("host:");
        for (int i = 0; i < 4; ++i) {
            key(Qt::Key_Down);
        }
        QVERIFY(popup()->chosen() == nullptr);
        key(Qt::Key_Up);
        QCOMPARE(popup()->chosen()->text, std::string("api.example"));
    }

    void backspaceInTheEmptyLineEditsTheLastChip() {
        enter("host:a method:GET");
        key(Qt::Key_Backspace);
        QCOMPARE(m_line->text(), QStringLiteral("method:GET"));
        QCOMPARE(m_state->text(), QStringLiteral("host:a"));
    }

    void arrowsReachTheChipsAndDeleteRemovesOne() {
        enter("host:a method:GET");
        key(Qt::Key_Left);
        key(Qt::Key_Left);
        QCOMPARE(focused<FilterChip>()->text(), QStringLiteral("host a"));
        key(Qt::Key_Delete);
        QTRY_COMPARE(m_state->text(), QStringLiteral("method:GET"));
        QTRY_COMPARE(focused<FilterChip>()->text(), QStringLiteral("method GET"));
        key(Qt::Key_Right);
        QVERIFY(focused<FilterLine>());
    }

    void enterOnAChipEditsIt() {
        enter("host:a method:GET");
        key(Qt::Key_Left);
        key(Qt::Key_Return);
        QTRY_COMPARE(m_line->text(), QStringLiteral("method:GET"));
        QVERIFY(focused<FilterLine>());
    }

    void tabReachesTheSwitchToText() {
        enter("host:a");
        for (int i = 0; i < 3 && !focused<QPushButton>(); ++i) {
            key(Qt::Key_Tab);
        }
        QVERIFY(focused<QPushButton>());
        key(Qt::Key_Space);
        QVERIFY(m_bar->showsText());
        QCOMPARE(m_line->text(), QStringLiteral("host:a"));
        QVERIFY(focused<FilterLine>());
    }

    void escapeEmptiesThenUndoes() {
        enter("host:a");
        m_line->setText(QStringLiteral("meth"));
        key(Qt::Key_Escape);
        QVERIFY(m_line->text().isEmpty());
        QCOMPARE(m_state->text(), QStringLiteral("host:a"));
        key(Qt::Key_Escape);
        QVERIFY(m_state->filter().isEmpty());
    }

    void escapeInTextTakesTheFilterInForce() {
        m_bar->setShowsText(true);
        enter("host:a");
        m_line->setText(QStringLiteral("host:a clie"));
        key(Qt::Key_Return);
        m_line->setText(QStringLiteral("host:a client:"));
        key(Qt::Key_Return);
        QVERIFY(!m_bar->errorText().isEmpty());
        key(Qt::Key_Escape);
        QCOMPARE(m_line->text(), QStringLiteral("host:a clie"));
        QVERIFY(m_bar->errorText().isEmpty());
        QVERIFY(!m_state->error());
    }

    void arrowsRecallTypedConditions() {
        enter("host:a");
        enter("method:GET");
        key(Qt::Key_Up);
        QCOMPARE(m_line->text(), QStringLiteral("method:GET"));
        key(Qt::Key_Up);
        QCOMPARE(m_line->text(), QStringLiteral("host:a"));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        QVERIFY(m_line->text().isEmpty());
    }

    void arrowsInTextRecallWholeFilters() {
        m_bar->setShowsText(true);
        for (const char* text : {"host:a", "host:b method:GET", "host:c"}) {
            m_line->clear();
            enter(text);
        }
        key(Qt::Key_Up);
        QCOMPARE(m_line->text(), QStringLiteral("host:b method:GET"));
        key(Qt::Key_Up);
        QCOMPARE(m_line->text(), QStringLiteral("host:a"));
        key(Qt::Key_Return);
        QCOMPARE(m_state->text(), QStringLiteral("host:a"));
    }

private:
    void keys(const char* text) { QTest::keyClicks(m_line, QString::fromUtf8(text)); }
    /// To whatever has the keyboard.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void enter(const char* text) {
        keys(text);
        if (popup() && popup()->isVisible()) {
            key(Qt::Key_Escape);
        }
        key(Qt::Key_Return);
    }

    template <typename Widget>
    Widget* focused() const {
        return qobject_cast<Widget*>(QApplication::focusWidget());
    }
    CompletionPopup* popup() const { return m_window->findChild<CompletionPopup*>(); }
    QStringList offered() const {
        QStringList texts;
        const auto* list = popup()->findChild<QTreeWidget*>();
        for (int i = 0; popup()->isVisible() && i < list->topLevelItemCount(); ++i) {
            texts << list->topLevelItem(i)->text(0);
        }
        return texts;
    }

    std::unique_ptr<FilterState> m_state;
    std::unique_ptr<QWidget> m_window;
    FilterBar* m_bar = nullptr;
    FilterLine* m_line = nullptr;
};

QTEST_MAIN(FilterBarKeysTest)
#include "filter_bar_keys_test.moc"
