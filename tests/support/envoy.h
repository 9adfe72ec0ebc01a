// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <cstdint>

#include "tests/support/programs.h"

namespace mirrorscope::test {

/// A real Envoy in the foreground on loopback, stopped when destroyed.
class Envoy {
public:
    /// `bootstrap` is a whole configuration that listens there; what Envoy prints goes into `directory`.
    Envoy(const QString& directory, const QByteArray& bootstrap, std::uint16_t port, const Program& program,
          const char* address = "127.0.0.1");
    ~Envoy();
    bool isRunning() const { return m_running; }
    /// Stops it and starts it with what the configuration's file holds now.
    void restart();
    QByteArray error() { return m_process.readAllStandardError(); }

private:
    void start();
    void stop();

    const Program m_program;
    const QString m_file;
    const std::uint16_t m_port;
    const char* const m_address;
    QProcess m_process;
    bool m_running = false;
};

}  // namespace mirrorscope::test
