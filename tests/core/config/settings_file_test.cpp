// SPDX-License-Identifier: Apache-2.0
#include "core/config/settings_file.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error_text.h"
#include "core/config/settings.h"

using namespace mirrorscope;
using config::SettingChange;
using config::writeSettings;

class SettingsFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath("new/mirrorscope.yaml");
    }

    void aNewFileIsItsOwnersAlone() {
        QVERIFY(write("paranoia", "3").has_value());
        QCOMPARE(content(), QByteArray("paranoia: 3\n"));
        QCOMPARE(modeOf(m_path), 0600U);
        QCOMPARE(modeOf(QFileInfo(m_path).path()), 0700U);
    }

    void anOldFileKeepsItsMode() {
        put("paranoia: 1\n");
        QVERIFY(::chmod(m_path.toUtf8().constData(), 0640) == 0);
        QVERIFY(write("paranoia", "3").has_value());
        QCOMPARE(modeOf(m_path), 0640U);
        QCOMPARE(QDir(QFileInfo(m_path).path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void aLinkStaysALink() {
        put("paranoia: 1\n");
        const QString link = m_directory->filePath("link.yaml");
        QVERIFY(QFile::link(m_path, link));
        const SettingChange change{"paranoia", "3"};
        QVERIFY(writeSettings(link.toStdString(), {&change, 1}).has_value());
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(content(), QByteArray("paranoia: 3\n"));
    }

    void whatIsNoYamlStaysAsItIs() {
        const QByteArray broken = "paranoia: 1\nlimits: [1,\n";
        put(broken);
        const auto done = write("paranoia", "3");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, base::ErrorCode::ConfigInvalid);
        QVERIFY(QByteArray::fromStdString(base::errorText(done.error())).contains("mirrorscope.yaml, line"));
        QCOMPARE(content(), broken);
    }

    void whereNothingCanBeWrittenIsNamed() {
        put("x");
        m_path += QStringLiteral("/below-a-file.yaml");
        const auto done = write("paranoia", "3");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, base::ErrorCode::OutputFailed);
    }

    void valuesKnowTheirLine() {
        put("# a\nlimits:\n  idle: 3m\n");
        config::Settings settings;
        QVERIFY(settings.load(m_path.toStdString()).has_value());
        QVERIFY(settings.set("paranoia", "2").has_value());
        using From = config::SettingOrigin::From;
        QCOMPARE(settings.origin("limits.idle").from, From::File);
        QCOMPARE(settings.origin("limits.idle").line, 3);
        QCOMPARE(settings.origin("limits.idle").file.string(), m_path.toStdString());
        QCOMPARE(settings.origin("paranoia").from, From::Option);
        QCOMPARE(settings.origin("engine").from, From::Default);
    }

private:
    base::Result<void> write(const char* key, const char* value) {
        const SettingChange change{key, value};
        return writeSettings(m_path.toStdString(), {&change, 1});
    }
    void put(const QByteArray& text) {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray content() const {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    }
    static unsigned modeOf(const QString& path) {
        struct stat found{};
        return ::stat(path.toUtf8().constData(), &found) == 0 ? found.st_mode & 0777U : 0U;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "settings_file_test.moc"
