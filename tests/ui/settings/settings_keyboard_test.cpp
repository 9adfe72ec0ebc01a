// SPDX-License-Identifier: GPL-3.0-or-later
// Finding a setting, and the keyboard alone; what screen readers are told.
#include <QAbstractButton>
#include <QPlainTextEdit>
#include <QScreen>
#include <QSet>

#include "tests/ui/settings/settings_fixture.h"
#include "ui/text/byte_view.h"

using namespace mirrorscope;
using ui::settings::PageId;
using ui::settings::SettingsPage;

class SettingsKeyboardTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_fixture.open(); }

    void theSearchJumpsToTheField() {
        auto* search = m_fixture.find<QLineEdit>(QStringLiteral("settings.search"));
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("anomaly"));
        auto* found = m_fixture.find<QListWidget>(QStringLiteral("settings.found"));
        QVERIFY(found->isVisible() && !m_fixture.pages()->isVisible());
        QCOMPARE(found->count(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(m_fixture.pages()->currentRow(), static_cast<int>(PageId::Rules));
        QTRY_VERIFY(m_fixture.line("threshold")->hasFocus());
        QVERIFY(m_fixture.pages()->isVisible());
        QVERIFY(m_fixture.dialog().isVisible());
        QVERIFY(!m_fixture.line("threshold")->visibleRegion().isEmpty());
    }

    void allKeysOfTheTableAreFoundByTheirNames() {
        int shown = 0;
        for (const config::SettingInfo& info : config::settingTable()) {
            const QString key = QString::fromUtf8(info.key.data(), static_cast<qsizetype>(info.key.size()));
            if (m_fixture.find<QWidget>(QStringLiteral("settings.field.") + key) == nullptr) {
                continue;
            }
            ++shown;
            m_fixture.find<QLineEdit>(QStringLiteral("settings.search"))->setText(key);
            QVERIFY2(m_fixture.find<QListWidget>(QStringLiteral("settings.found"))->currentItem() != nullptr,
                     qPrintable(key));
        }
        QCOMPARE(shown, 26);
    }

    void whatIsNotThereIsSaid() {
        auto* search = m_fixture.find<QLineEdit>(QStringLiteral("settings.search"));
        search->setText(QStringLiteral("kettle"));
        auto* found = m_fixture.find<QListWidget>(QStringLiteral("settings.found"));
        QCOMPARE(found->item(0)->text(), QStringLiteral("No setting matches"));
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(m_fixture.dialog().isVisible());
        // Esc leaves the search first, then the dialog.
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(m_fixture.dialog().isVisible() && search->text().isEmpty());
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!m_fixture.dialog().isVisible());
    }

    void theKeyboardReachesEveryPage() {
        for (int page = 1; page <= m_fixture.pages()->count(); ++page) {
            QTest::keyClick(&m_fixture.dialog(), Qt::Key_Tab, Qt::ControlModifier);
            QCOMPARE(m_fixture.pages()->currentRow(), page % m_fixture.pages()->count());
        }
        QTest::keyClick(&m_fixture.dialog(), Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(m_fixture.pages()->currentRow(), static_cast<int>(PageId::Shortcuts));
        QTest::keyClick(&m_fixture.dialog(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_fixture.find<QLineEdit>(QStringLiteral("settings.search"))->hasFocus());
    }

    void tabLeavesAListOfLines() {
        m_fixture.dialog().showPage(PageId::Trust);
        auto* allow = m_fixture.find<QPlainTextEdit>(QStringLiteral("settings.allow"));
        allow->setFocus();
        QTest::keyClick(allow, Qt::Key_Tab);
        QVERIFY(m_fixture.find<QPlainTextEdit>(QStringLiteral("settings.trust"))->hasFocus());
        QVERIFY(allow->toPlainText().isEmpty());
    }

    void everyMnemonicOfAPageIsItsOwn() {
        for (const SettingsPage* page : m_fixture.dialog().findChildren<SettingsPage*>()) {
            QStringList texts{m_fixture.find<QPushButton>(QStringLiteral("settings.restore"))->text()};
            for (const QLabel* label : page->findChildren<QLabel*>()) {
                texts.append(label->buddy() != nullptr ? label->text() : QString());
            }
            for (const QAbstractButton* button : page->findChildren<QAbstractButton*>()) {
                texts.append(button->text());
            }
            QSet<QString> used;
            for (const QString& text : texts) {
                const QString key = QKeySequence::mnemonic(text).toString();
                QVERIFY2(key.isEmpty() || !used.contains(key), qPrintable(page->title() + u' ' + text));
                used.insert(key);
            }
        }
    }

    void everythingThatTakesTheKeyboardHasANameAndAnObjectName() {
        int seen = 0;
        for (const QWidget* widget : m_fixture.dialog().findChildren<QWidget*>()) {
            const bool isInput = qobject_cast<const QLineEdit*>(widget) != nullptr ||
                                 qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
                                 qobject_cast<const QAbstractButton*>(widget) != nullptr;
            if (!isInput || (widget->focusPolicy() & Qt::TabFocus) == 0) {
                continue;
            }
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isNamed =
                !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
            QVERIFY2(isNamed && !widget->objectName().isEmpty(), qPrintable(widget->objectName()));
            ++seen;
        }
        QVERIFY(seen > 40);
    }

    void theDialogFitsTheScreen() {
        const QSize room = m_fixture.dialog().screen()->availableSize() - QSize(40, 40);
        m_fixture.dialog().resize(5000, 5000);
        QVERIFY(m_fixture.dialog().width() <= room.width() && m_fixture.dialog().height() <= room.height());
        QVERIFY(m_fixture.dialog().minimumSizeHint().height() <= 680);
    }

    void theExampleShowsWhatTheRulesHide() {
        auto* view = m_fixture.find<ui::text::ByteView>(QStringLiteral("settings.example"));
        const auto shows = [view](const char* part) {
            return view->bytes().find(part) != std::string_view::npos;
        };
        m_fixture.dialog().showPage(PageId::Privacy);
        QVERIFY(view->isVisible() && view->width() > 400);
        QVERIFY(!shows("correct horse") && shows("order 4711-22"));
        m_fixture.type("redact-pattern", QStringLiteral("[0-9]{4}-[0-9]{2}"));
        QVERIFY(!shows("4711-22"));
        // What is not valid yet leaves it as it was.
        m_fixture.type("redact-pattern", QStringLiteral("("));
        QVERIFY(!m_fixture.error("redact-pattern")->text().isEmpty());
        m_fixture.find<QPlainTextEdit>(QStringLiteral("settings.redact-headers"))
            ->setPlainText(QStringLiteral("X-Own"));
        m_fixture.type("redact-pattern", QStringLiteral("x{9}"));
        QVERIFY(shows("X-Own: \u2022"));
        m_fixture.find<QAbstractButton>(QStringLiteral("settings.redact"))->click();
        QVERIFY(shows("correct horse") && shows("X-Own: example"));
    }

private:
    test::SettingsFixture m_fixture;
};

QTEST_MAIN(SettingsKeyboardTest)
#include "settings_keyboard_test.moc"
