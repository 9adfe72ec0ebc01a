// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong is said while typing, below the field and to screen readers, and never written.
#include <QPlainTextEdit>

#include "tests/ui/settings/settings_fixture.h"

using namespace mirrorscope;
using ui::settings::PageId;

class SettingsValidationTest : public QObject {
    Q_OBJECT

private slots:
    void complaints_data();
    void complaints();

    void aNumberIsJudgedWhileItIsTyped() {
        m_fixture.open();
        m_fixture.dialog().showPage(PageId::Rules);
        m_fixture.type("threshold", QStringLiteral("5x"));
        QVERIFY(m_fixture.error("threshold")->isVisible());
        QVERIFY(m_fixture.error("threshold")->text().contains(QStringLiteral("a whole number")));
        QCOMPARE(m_fixture.line("threshold")->accessibleDescription(), m_fixture.error("threshold")->text());
        QTest::keyClick(m_fixture.line("threshold"), Qt::Key_Backspace);
        QVERIFY(!m_fixture.error("threshold")->isVisible());
    }

    void whatIsWrongIsNotWrittenButShown() {
        m_fixture.open();
        m_fixture.dialog().showPage(PageId::Rules);
        m_fixture.type("threshold", QStringLiteral("0"));
        m_fixture.dialog().showPage(PageId::Privacy);
        m_fixture.press("settings.ok");
        QVERIFY(m_fixture.dialog().isVisible());
        QCOMPARE(m_fixture.content(), QByteArray("missing"));
        QCOMPARE(m_fixture.pages()->currentRow(), static_cast<int>(PageId::Rules));
        QTRY_VERIFY(m_fixture.line("threshold")->hasFocus());
        QVERIFY(m_fixture.message().contains(QStringLiteral("nothing was written")));
        QVERIFY(m_fixture.pages()
                    ->item(static_cast<int>(PageId::Rules))
                    ->data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("error")));
    }

    void aReachableListenerNeedsAnAllowList() {
        m_fixture.open();
        auto* address = m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-address.1"));
        address->setText(QStringLiteral("0.0.0.0"));
        QVERIFY(
            m_fixture.error("listen")->text().contains(QStringLiteral("can be reached from other machines")));
        m_fixture.find<QPlainTextEdit>(QStringLiteral("settings.allow"))
            ->setPlainText(QStringLiteral("10.0.0.0/8"));
        QVERIFY(m_fixture.error("listen")->text().isEmpty());
    }

    void twoListenersOfOneNameAreNamed() {
        m_fixture.open("listen: ['127.0.0.1:1', 'mesh=127.0.0.1:2']\n");
        m_fixture.find<QLineEdit>(QStringLiteral("settings.listener-name.2"))
            ->setText(QStringLiteral("default"));
        QVERIFY(m_fixture.error("listen")->text().contains(QStringLiteral("a name of its own")));
    }

private:
    test::SettingsFixture m_fixture;
};

void SettingsValidationTest::complaints_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("part");  // empty: fits
    const auto row = [](const char* key, const char* value, const char* part) {
        QTest::addRow("%s %s", key, value)
            << QString::fromUtf8(key) << QString::fromUtf8(value) << QString::fromUtf8(part);
    };
    row("threshold", "7", "");
    row("threshold", "1001", "1 to 1000");
    row("limits.body-bytes", "2GiB", "0B to 1GiB");
    row("limits.body-bytes", "2 GiB", "a size");
    row("limits.patience", "1ms", "10ms to 1m");
    row("retention.age", "30d", "");
    row("allow", "10.0.0.0/8,10.0.0.0/33", "“10.0.0.0/33”");
    row("trust", "10.0.0.7=nginx", "");
    row("trust", "10.0.0.7=apache", "a kind after");
    row("listener-kind", "mesh=istio", "");
    row("listener-kind", "mesh", "a listener's name");
    row("listen", "127.0.0.1:99999", "[NAME=]ADDR:PORT");
    row("redact-pattern", "a(b", "");
    row("redact-pattern", "a|b", "");
}

void SettingsValidationTest::complaints() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, part);
    m_fixture.open();
    m_fixture.draft().setValue(key.toStdString(), value);
    const QString complaint = m_fixture.draft().complaint(key.toStdString());
    if (value == QStringLiteral("a(b")) {
        QVERIFY(!complaint.isEmpty());
        return;
    }
    QCOMPARE(complaint.isEmpty(), part.isEmpty());
    QVERIFY2(complaint.contains(part), qPrintable(complaint));
}

QTEST_MAIN(SettingsValidationTest)
#include "settings_validation_test.moc"
