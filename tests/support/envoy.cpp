// SPDX-License-Identifier: Apache-2.0
#include "tests/support/envoy.h"

#include <QDir>
#include <QFile>

#include "tests/support/socket.h"

namespace mirrorscope::test {

Envoy::Envoy(const QString& directory, const QByteArray& bootstrap, std::uint16_t port,
             const Program& program, const char* address)
    : m_program(program), m_file(directory + "/envoy.yaml"), m_port(port), m_address(address) {
    QDir().mkpath(directory);
    QFile file(m_file);
    if (file.open(QIODevice::WriteOnly) && file.write(bootstrap) == bootstrap.size()) {
        file.close();
        start();
    }
}

void Envoy::start() {
    // One worker, and no shared memory that a second Envoy of another test would meet.
    m_process.start(m_program.path,
                    {"-c", m_file, "--concurrency", "1", "--disable-hot-restart", "-l", "error"});
    m_running = m_process.waitForStarted() && becomesTrue([&] {
                    return m_process.state() == QProcess::NotRunning ||
                           Socket::connect(m_port, m_address).has_value();
                }) &&
                m_process.state() == QProcess::Running;
}

void Envoy::stop() {
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void Envoy::restart() {
    stop();
    start();
}

Envoy::~Envoy() {
    stop();
}

}  // namespace mirrorscope::test
