// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <cstdint>

#include "tests/support/programs.h"

namespace mirrorscope::test {

/// What goes into an nginx configuration around the printed snippet.
struct NginxConfig {
    QByteArray httpPart;    // into http {}
    QByteArray serverPart;  // into server {}
    std::uint16_t port = 0;
    bool alsoOnV6 = false;  // on [::1] too
    bool rereads = false;   // with a master process: only that one can read the configuration again
};

/// Writes a whole configuration below `directory` and returns its path; everything nginx writes stays in
/// there.
QString writeNginxConfig(const QString& directory, const NginxConfig& config);

/// Runs `nginx -t` on a configuration; empty when it passes, else what it printed.
QByteArray nginxComplaint(const QString& directory, const QString& configuration,
                          const Program& program = debianNginx());

/// A real nginx in the foreground on loopback, stopped when destroyed.
class Nginx {
public:
    Nginx(const QString& directory, const QString& configuration, std::uint16_t port,
          const Program& program = debianNginx());
    ~Nginx();
    bool isRunning() const { return m_running; }
    /// Reads the configuration again (SIGHUP), while requests go on.
    void reload();
    QByteArray error() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
    bool m_running = false;
};

}  // namespace mirrorscope::test
