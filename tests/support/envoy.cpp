// SPDX-License-Identifier: Apache-2.0
#include "tests/support/envoy.h"

#include <QDir>
#include <QFile>

#include "tests/support/socket.h"

namespace mirrorscope::test {

Envoy::Envoy(const QString& directory, const QByteArray& bootstrap, std::uint16_t port,
             const Program& program, const char* address) {
    QDir().mkpath(directory);
    QFile file(directory + "/envoy.yaml");
    if (!file.open(QIODevice::WriteOnly) || file.write(bootstrap) != bootstrap.size()) {
        return;
    }
    file.close();
    // One worker, and no shared memory that a second Envoy of another test would meet.
    m_process.start(program.path,
                    {"-c", file.fileName(), "--concurrency", "1", "--disable-hot-restart", "-l", "error"});
    m_running =
        m_process.waitForStarted() && becomesTrue([&] {
            return m_process.state() == QProcess::NotRunning || Socket::connect(port, address).has_value();
        }) &&
        m_process.state() == QProcess::Running;
}

Envoy::~Envoy() {
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

}  // namespace mirrorscope::test
