// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_store.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include "ui/shell/action_registry.h"

using namespace mirrorscope::ui::shell;

namespace {

/// Three actions, two with keys.
struct Keys {
    Keys() {
        registry.add(QStringLiteral("Go"), QStringLiteral("go.id"), QStringLiteral("&Go to id…"),
                     {QKeySequence(Qt::CTRL | Qt::Key_G)});
        registry.add(QStringLiteral("Go"), QStringLiteral("go.pause"), QStringLiteral("Pause"),
                     {QKeySequence(Qt::Key_Space)});
        registry.add(QStringLiteral("Go"), QStringLiteral("go.bare"), QStringLiteral("Bare"));
    }
    const ActionRegistry::Entry& entry(const char* id) const { return *registry.find(QLatin1String(id)); }
    QString of(const char* id) const {
        return QKeySequence::listToString(entry(id).keys(), QKeySequence::PortableText);
    }

    QWidget window;
    ActionRegistry registry{&window};
};

}  // namespace

class KeyStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_file = m_directory->filePath(QStringLiteral("window.ini"));
    }

    void keepsWhatWasChangedAndNothingElse() {
        Keys keys;
        keys.registry.setKeys(keys.entry("go.id"), {QKeySequence(Qt::CTRL | Qt::Key_Comma),
                                                    QKeySequence(Qt::CTRL | Qt::Key_Semicolon)});
        keys.registry.takeOver(keys.entry("go.bare"), QKeySequence(Qt::Key_Space));
        KeyStore(m_file).save(keys.registry);
        Keys again;
        QCOMPARE(KeyStore(m_file).applyTo(again.registry), QStringList());
        QCOMPARE(again.of("go.id"), QStringLiteral("Ctrl+,; Ctrl+;"));
        QCOMPARE(again.of("go.bare"), QStringLiteral("Space"));
        QCOMPARE(again.of("go.pause"), QString());
        again.registry.resetAll();
        KeyStore(m_file).save(again.registry);
        QVERIFY(!QSettings(m_file, QSettings::IniFormat).childGroups().contains(QStringLiteral("keys")));
    }

    void whatIsWrongIsLeftOutAndSaid_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("left");  // of go.id
        QTest::addColumn<QString>("said");
        const QString own = QStringLiteral("Ctrl+G");
        QTest::newRow("no such action") << "go.nowhere" << "Ctrl+K" << own << "go.nowhere: there is no";
        QTest::newRow("no key") << "go.id" << "Ctrl+Bogus" << own << "“Ctrl+Bogus” is left out";
        QTest::newRow("of every widget") << "go.id" << "Tab" << own << "moves within";
        QTest::newRow("one of two") << "go.id" << "Ctrl+K; Return" << "Ctrl+K" << "“Return” is left out";
        QTest::newRow("belongs to another") << "go.id" << "Space" << "" << "It belongs to “Pause”";
        QTest::newRow("not printable") << "go.id" << QStringLiteral("\u202eCtrl+K") << own << "is left out";
        QTest::newRow("endless") << "go.id" << QString(100'000, u'x') << own << "is left out";
    }

    void whatIsWrongIsLeftOutAndSaid() {
        QFETCH(QString, id);
        QFETCH(QString, value);
        QFETCH(QString, left);
        QFETCH(QString, said);
        QSettings(m_file, QSettings::IniFormat).setValue(QStringLiteral("keys/") + id, value);
        Keys keys;
        const QStringList problems = KeyStore(m_file).applyTo(keys.registry);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.front().contains(said), qPrintable(problems.front()));
        QVERIFY(problems.front().size() < 1000);
        QVERIFY(!problems.front().contains(QChar(0x202e)));
        QCOMPARE(keys.of("go.id"), left);
        QCOMPARE(keys.of("go.pause"), QStringLiteral("Space"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

QTEST_MAIN(KeyStoreTest)
#include "key_store_test.moc"
