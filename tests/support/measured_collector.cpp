// SPDX-License-Identifier: Apache-2.0
#include "tests/support/measured_collector.h"

#include <QElapsedTimer>
#include <csignal>
#include <filesystem>
#include <string>
#include <system_error>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

namespace mirrorscope::test {
namespace {

constexpr int kEndMilliseconds = 30'000;

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

MeasuredCollector::MeasuredCollector(const QStringList& settings) {
    const QString printed = m_directory.filePath("printed");
    m_process.setStandardOutputFile(printed);
    QStringList arguments{"listen", "--listen", "127.0.0.1:0", "--session", session(), "--json", "--engine",
                          "none",
                          // A loaded disk is no failure of what is tested.
                          "--set", "limits.patience=60s"};
    for (const QString& setting : settings) {
        arguments << "--set" << setting;
    }
    m_process.start(QStringLiteral(PROGRAM_DIR "/mirrorscope-cli"), arguments);
    m_process.waitForStarted();
    if (becomesTrue([&] { return contentOf(printed).contains('\n'); })) {
        const auto first = jsonLines(contentOf(printed).split('\n').front()).front();
        const std::string address(first.at("address").as_string());
        m_port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    }
}

MeasuredCollector::~MeasuredCollector() {
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

std::int64_t MeasuredCollector::kibibytes(const char* file, const char* field) const {
    const QString path = QString("/proc/%1/%2").arg(m_process.processId()).arg(file);
    for (const QByteArray& line : contentOf(path).split('\n')) {
        if (line.startsWith(field)) {
            return line.mid(line.indexOf(':') + 1).simplified().split(' ').front().toLongLong();
        }
    }
    return -1;
}

std::int64_t MeasuredCollector::resident() const {
    return kibibytes("smaps_rollup", "Rss:") * 1024;
}

std::int64_t MeasuredCollector::peak() const {
    return kibibytes("status", "VmHWM:") * 1024;
}

void MeasuredCollector::forgetPeak() const {
    QFile file(QString("/proc/%1/clear_refs").arg(m_process.processId()));
    if (file.open(QIODevice::WriteOnly)) {
        file.write("5");  // proc(5): resets the peak resident set size
    }
}

int MeasuredCollector::sockets() const {
    namespace fs = std::filesystem;
    int count = 0;
    std::error_code ignored;
    for (const auto& entry :
         fs::directory_iterator("/proc/" + std::to_string(m_process.processId()) + "/fd", ignored)) {
        std::error_code gone;  // closed meanwhile
        count += fs::read_symlink(entry.path(), gone).string().starts_with("socket:") ? 1 : 0;
    }
    return count;
}

std::int64_t MeasuredCollector::interrupt() {
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
    const bool ended = m_process.waitForFinished(kEndMilliseconds);
    const bool fine = ended && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    return fine ? timer.elapsed() : -1;
}

boost::json::object MeasuredCollector::summary() const {
    const auto lines = jsonLines(contentOf(m_directory.filePath("printed")));
    return lines.empty() ? boost::json::object{} : lines.back();
}

}  // namespace mirrorscope::test
