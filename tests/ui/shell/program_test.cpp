// SPDX-License-Identifier: GPL-3.0-or-later
// The built program: its command line and its exit codes.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/socket.h"

using namespace mirrorscope;

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
    }

    void answersAndComplaints_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("printed");
        QTest::newRow("help") << QStringList{"--help"} << 0 << "--listen";
        QTest::newRow("version") << QStringList{"--version"} << 0 << "mirrorscope " MIRRORSCOPE_VERSION;
        QTest::newRow("unknown option") << QStringList{"--colour"} << 2 << "--colour";
        QTest::newRow("two sessions") << QStringList{"a.mscope", "b.mscope"} << 2 << "b.mscope";
        QTest::newRow("not an address") << QStringList{"--listen", "everywhere"} << 2 << "everywhere";
        QTest::newRow("no configuration") << QStringList{"--config", "/nowhere.yaml"} << 3 << "/nowhere.yaml";
    }

    void answersAndComplaints() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, printed);
        QProcess program;
        start(program, arguments);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), code);
        const QString all =
            QString::fromUtf8(program.readAllStandardOutput() + program.readAllStandardError());
        QVERIFY2(all.contains(printed), qPrintable(all));
    }

    void listensUntilItIsInterrupted() {
        const std::uint16_t port = test::freePort();
        const QString session = m_directory->filePath(QStringLiteral("a.mscope"));
        QProcess program;
        start(program, {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port), session});
        QVERIFY(test::becomesTrue([port] { return test::Socket::connect(port).has_value(); }));
        const auto answer = test::exchange(port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(answer && answer->status == 204);
        program.terminate();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 4);
        QVERIFY(QFile::exists(session));
    }

    void aSessionThatCannotBeOpenedIsShownAndToldAtTheEnd() {
        QProcess program;
        start(program, {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(test::freePort()),
                        QStringLiteral("/proc/nobody.mscope")});
        QVERIFY(test::becomesTrue([&program] {
            program.waitForReadyRead(10);
            return program.peek(4096).contains("/proc/nobody.mscope");
        }));
        QVERIFY(!program.waitForFinished(300));
        program.terminate();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 3);
    }

private:
    void start(QProcess& program, const QStringList& arguments) const {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
            environment.insert(QLatin1String(name), m_directory->filePath(QLatin1String(name)));
        }
        program.setProcessEnvironment(environment);
        program.setReadChannel(QProcess::StandardError);
        program.start(QStringLiteral(PROGRAM_DIR "/mirrorscope"), arguments);
        QVERIFY2(program.waitForStarted(), qPrintable(program.errorString()));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
