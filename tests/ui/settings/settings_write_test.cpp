// SPDX-License-Identifier: GPL-3.0-or-later
// What Apply writes and what counts at once; where values come from.
#include <QCheckBox>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTimer>

#include "tests/ui/settings/settings_fixture.h"

using namespace mirrorscope;
using ui::settings::PageId;

class SettingsWriteTest : public QObject {
    Q_OBJECT

private slots:
    void onlyWhatWasChangedIsWritten() {
        m_fixture.open("# mine\nparanoia: 2  # audit\nlimits:\n  idle: 3m\n");
        m_fixture.dialog().showPage(PageId::Rules);
        QVERIFY(!m_fixture.dialog().isWindowModified());
        QVERIFY(!m_fixture.find<QPushButton>(QStringLiteral("settings.apply"))->isEnabled());
        m_fixture.type("threshold", QStringLiteral("9"));
        QVERIFY(m_fixture.dialog().isWindowModified());
        QVERIFY(m_fixture.pages()->currentItem()->text().endsWith(u'•'));
        m_fixture.find<QWidget>(QStringLiteral("settings.editor.paranoia"))
            ->findChild<QRadioButton*>(QStringLiteral("settings.choice.3"))
            ->click();
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.content(),
                 QByteArray("# mine\nparanoia: 3  # audit\nlimits:\n  idle: 3m\nthreshold: 9\n"));
        QVERIFY(m_fixture.dialog().isVisible());
        QVERIFY(!m_fixture.dialog().isWindowModified());
        QVERIFY(!m_fixture.pages()->currentItem()->text().contains(u'•'));
        QVERIFY(m_fixture.note("threshold").contains(QStringLiteral("m.yaml, line 5")));
        QVERIFY(m_fixture.note("threshold").contains(QStringLiteral("counts from the next start")));
    }

    void listsAndSwitchesAreWritten() {
        m_fixture.open();
        m_fixture.find<QPlainTextEdit>(QStringLiteral("settings.allow"))
            ->setPlainText(QStringLiteral(" 10.0.0.0/8 \n\nfd00::/8"));
        m_fixture.find<QCheckBox>(QStringLiteral("settings.redact"))->click();
        m_fixture.press("settings.ok");
        QVERIFY(!m_fixture.dialog().isVisible());
        QCOMPARE(m_fixture.content(), QByteArray("allow:\n  - 10.0.0.0/8\n  - fd00::/8\nredact: off\n"));
    }

    void cancelWritesNothing() {
        m_fixture.open();
        m_fixture.type("threshold", QStringLiteral("9"));
        m_fixture.press("settings.cancel");
        QVERIFY(!m_fixture.dialog().isVisible());
        QCOMPARE(m_fixture.content(), QByteArray("missing"));
    }

    void escapeAsksWhenChangesWouldBeLost() {
        m_fixture.open();
        m_fixture.type("threshold", QStringLiteral("9"));
        bool wasAsked = false;
        const auto answer = [&](QMessageBox::ButtonRole role) {
            QTimer::singleShot(0, this, [&wasAsked, role] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box != nullptr);
                wasAsked = true;
                for (QAbstractButton* button : box->buttons()) {
                    if (box->buttonRole(button) == role) {
                        button->click();
                    }
                }
            });
        };
        answer(QMessageBox::RejectRole);
        QTest::keyClick(&m_fixture.dialog(), Qt::Key_Escape);
        QVERIFY(wasAsked && m_fixture.dialog().isVisible());
        answer(QMessageBox::DestructiveRole);
        QTest::keyClick(&m_fixture.dialog(), Qt::Key_Escape);
        QVERIFY(!m_fixture.dialog().isVisible());
    }

    void defaultsComeBackForOnePageAndCanBeUndone() {
        m_fixture.open("threshold: 9\nretention:\n  size: 1GiB\n");
        m_fixture.dialog().showPage(PageId::Rules);
        m_fixture.press("settings.restore");
        QCOMPARE(m_fixture.line("threshold")->text(), QStringLiteral("5"));
        QCOMPARE(m_fixture.line("retention.size")->text(), QStringLiteral("1GiB"));
        QTest::keyClick(m_fixture.line("threshold"), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture.line("threshold")->text(), QStringLiteral("9"));
        QVERIFY(!m_fixture.dialog().isWindowModified());
        m_fixture.press("settings.restore");
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.content(), QByteArray("retention:\n  size: 1GiB\n"));
    }

    void theListenersOfTheDefaultCanBeUndone() {
        m_fixture.open("listen: 127.0.0.1:9\n");
        m_fixture.press("settings.restore");
        auto* port = m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-port.1"));
        QCOMPARE(port->text(), QStringLiteral("8445"));
        QTest::keyClick(port, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(port->text(), QStringLiteral("9"));
        QVERIFY(!m_fixture.dialog().isWindowModified());
    }

    void listenersMoveAtOnce() {
        m_fixture.open("listen: ['127.0.0.1:1', 'mesh=127.0.0.1:2', 'old=127.0.0.1:3']\n");
        m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-port.2"))->setText(QStringLiteral("22"));
        m_fixture.find<QPushButton>(QStringLiteral("settings.listener-remove.3"))->click();
        m_fixture.press("settings.add-listener");
        QCOMPARE(m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-name.3"))->text(),
                 QStringLiteral("listener-2"));
        QCOMPARE(m_fixture.service->calls, QStringList());
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.service->calls,
                 QStringList({QStringLiteral("stop old"), QStringLiteral("listen mesh 127.0.0.1:22"),
                              QStringLiteral("listen listener-2 127.0.0.1:8445")}));
        QCOMPARE(m_fixture.content(),
                 QByteArray("listen: [127.0.0.1:1, mesh=127.0.0.1:22, listener-2=127.0.0.1:8445]\n"));
        QCOMPARE(m_fixture.find<QLabel>(QStringLiteral("settings.listener-state.2"))->text(),
                 QStringLiteral("Listening"));
    }

    void aPortInUseIsSaidInItsRow() {
        m_fixture.open();
        m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-port.1"))
            ->setText(QString::number(test::ListeningService::kTakenPort));
        m_fixture.press("settings.ok");
        QVERIFY(m_fixture.dialog().isVisible());
        QVERIFY(m_fixture.message().contains(QStringLiteral("not in force")));
        QVERIFY(m_fixture.find<QLabel>(QStringLiteral("settings.listener-state.1"))
                    ->text()
                    .contains(QStringLiteral("in use")));
        // Nothing is left to write, but it can be tried again.
        m_fixture.service->calls.clear();
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.service->calls, QStringList({QStringLiteral("listen default 127.0.0.1:4444")}));
        m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-port.1"))
            ->setText(QStringLiteral("4445"));
        m_fixture.press("settings.ok");
        QVERIFY(!m_fixture.dialog().isVisible());
        QCOMPARE(m_fixture.content(), QByteArray("listen:\n  - 127.0.0.1:4445\n"));
    }

    void anOptionWinsUntilTheNextStart() {
        m_fixture.open("listen: ['127.0.0.1:5']\n", {QStringLiteral("listen=127.0.0.1:7")});
        QCOMPARE(m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-port.1"))->text(),
                 QStringLiteral("7"));
        QVERIFY(m_fixture.note("listen").contains(QStringLiteral("--listen")));
        auto* said = m_fixture.find<QLabel>(QStringLiteral("settings.option-note.listeners"));
        QVERIFY(said->isVisible() && said->text().contains(QStringLiteral("wins until the next start")));
        QVERIFY(m_fixture.find<QLabel>(QStringLiteral("settings.option-note.rules"))->isHidden());
        m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-port.1"))->setText(QStringLiteral("8"));
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.content(), QByteArray("listen: ['127.0.0.1:8']\n").replace("'", ""));
        QCOMPARE(m_fixture.service->calls, QStringList());
    }

    void choicesOfTheWindowAreTold() {
        m_fixture.open();
        QSignalSpy applied(&m_fixture.dialog(), &ui::settings::SettingsDialog::applied);
        m_fixture.find<QWidget>(QStringLiteral("settings.editor.window.theme"))
            ->findChild<QRadioButton*>(QStringLiteral("settings.choice.dark"))
            ->click();
        QCOMPARE(applied.size(), 0);
        m_fixture.press("settings.apply");
        QCOMPARE(applied.size(), 1);
        QCOMPARE(applied[0][1].value<ui::settings::WindowChoices>().theme, QStringLiteral("dark"));
        QCOMPARE(m_fixture.content(), QByteArray("missing"));
    }

    void aBrokenFileIsNamedAndLeftAlone() {
        const QByteArray broken = "paranoia: 2\nlimits: [1,\n";
        m_fixture.open(broken);
        QVERIFY(m_fixture.message().contains(QStringLiteral("m.yaml, line")));
        m_fixture.type("threshold", QStringLiteral("9"));
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.content(), broken);
        QVERIFY(m_fixture.message().contains(QStringLiteral("Nothing was written")));
        // What is not kept there can be chosen all the same.
        m_fixture.type("threshold", QStringLiteral("5"));
        m_fixture.find<QWidget>(QStringLiteral("settings.editor.window.zone"))
            ->findChild<QRadioButton*>(QStringLiteral("settings.choice.utc"))
            ->click();
        m_fixture.press("settings.apply");
        QVERIFY(!m_fixture.dialog().isWindowModified());
        QVERIFY(m_fixture.message().contains(QStringLiteral("m.yaml, line")));
        m_fixture.type("threshold", QStringLiteral("9"));
        // Corrected beside the window, it is written.
        m_fixture.put("paranoia: 2\n");
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.content(), QByteArray("paranoia: 2\nthreshold: 9\n"));
    }

    void whatOthersWroteMeanwhileStays() {
        m_fixture.open("paranoia: 2\n");
        m_fixture.type("threshold", QStringLiteral("9"));
        m_fixture.put("# new\nparanoia: 4\n");
        m_fixture.press("settings.apply");
        QCOMPARE(m_fixture.content(), QByteArray("# new\nparanoia: 4\nthreshold: 9\n"));
    }

private:
    test::SettingsFixture m_fixture;
};

QTEST_MAIN(SettingsWriteTest)
#include "settings_write_test.moc"
