// SPDX-License-Identifier: Apache-2.0
#include "tests/support/collector.h"

#include <boost/json/parse.hpp>

namespace mirrorscope::test {
namespace {

constexpr int kStartMilliseconds = 30'000;
/// Judging thousands of requests beside other work.
constexpr int kRunMilliseconds = 180'000;
const QString kProgram = QStringLiteral(PROGRAM_DIR "/mirrorscope-cli");

}  // namespace

Output runCli(const QStringList& arguments, const QByteArray& input) {
    QProcess process;
    process.start(kProgram, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(kRunMilliseconds);
    if (!ended) {
        process.kill();
        process.waitForFinished();
        qWarning("%s did not end within %d s", qPrintable(arguments.join(u' ')), kRunMilliseconds / 1000);
    }
    const bool exited = ended && process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

bool runCliAndKill(const QStringList& arguments, std::chrono::milliseconds after) {
    QProcess process;
    process.start(kProgram, arguments);
    if (!process.waitForStarted() || process.waitForFinished(static_cast<int>(after.count()))) {
        return false;
    }
    process.kill();
    process.waitForFinished();
    return process.exitStatus() == QProcess::CrashExit;
}

std::vector<boost::json::object> jsonLines(const QByteArray& text) {
    std::vector<boost::json::object> lines;
    for (const QByteArray& line : text.split('\n')) {
        if (!line.isEmpty()) {
            lines.push_back(boost::json::parse(line.toStdString()).as_object());
        }
    }
    return lines;
}

Collector::Collector(const QString& session, const QStringList& more) {
    m_process.start(kProgram, QStringList{"listen", "--listen", "127.0.0.1:0", "--session", session, "--json",
                                          // A loaded disk is no failure of what is tested.
                                          "--set", "limits.patience=60s",
                                          // Nor is a small one.
                                          "--set", "disk.refuse-below=0",
                                          // Nor are other programs on the machine.
                                          "--set", "analysis.priority=normal"} +
                                  more);
    while (m_process.state() != QProcess::NotRunning && !m_printed.contains('\n')) {
        if (!m_process.waitForReadyRead(kStartMilliseconds)) {
            return;
        }
        m_printed += m_process.readAllStandardOutput();
    }
    if (m_printed.contains('\n')) {
        const auto first = jsonLines(m_printed.left(m_printed.indexOf('\n'))).front();
        const std::string address(first.at("address").as_string());
        m_port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    }
}

Collector::~Collector() {
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QByteArray Collector::error() {
    return m_process.readAllStandardError();
}

void Collector::kill() {
    m_process.kill();
    m_process.waitForFinished();
}

Output Collector::stop() {
    m_process.terminate();
    m_process.waitForFinished(kStartMilliseconds);
    const bool exited = m_process.exitStatus() == QProcess::NormalExit;
    return {exited ? m_process.exitCode() : -1, m_printed + m_process.readAllStandardOutput(),
            m_process.readAllStandardError()};
}

}  // namespace mirrorscope::test
