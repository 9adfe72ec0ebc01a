// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace mirrorscope::test {

struct Output {
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

/// Runs the built mirrorscope-cli to its end; `input` is its standard input. Exit code -1 when it crashes or
/// does not end in three minutes.
Output runCli(const QStringList& arguments, const QByteArray& input = {});
/// Runs it and kills it (SIGKILL) after that time; false when it had ended by itself.
bool runCliAndKill(const QStringList& arguments, std::chrono::milliseconds after);
/// The JSON lines of an output.
std::vector<boost::json::object> jsonLines(const QByteArray& text);

/// A running `mirrorscope-cli listen --json` on a free loopback port.
class Collector {
public:
    explicit Collector(const QString& session, const QStringList& more = {});
    ~Collector();

    /// False when it did not start; then error() says why.
    bool isListening() const { return m_port != 0; }
    std::uint16_t port() const { return m_port; }
    qint64 processId() const { return m_process.processId(); }
    QByteArray error();

    void kill();
    /// SIGTERM, then everything it printed and its exit code.
    Output stop();

private:
    QProcess m_process;
    QByteArray m_printed;
    std::uint16_t m_port = 0;
};

}  // namespace mirrorscope::test
