// SPDX-License-Identifier: Apache-2.0
#include "tests/support/mirroring_nginx.h"

#include <QFile>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

namespace mirrorscope::test {
namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(content);
    }
}

}  // namespace

void allowLargeBodiesInLocation(const QString& configuration, const QByteArray& serverMore) {
    QByteArray text = contentOf(configuration);
    text.replace("        client_max_body_size 8m;\n", serverMore);
    text.replace("mirror_request_body on;", "mirror_request_body on;\n    client_max_body_size 8m;");
    write(configuration, text);
}

MirroringNginx::MirroringNginx(const Program& program, const QString& variant, std::uint16_t listener,
                               const QByteArray& serverMore)
    : m_port(freePort()) {
    const QString path = writeConfiguration(variant, listener, serverMore);
    m_complaint = nginxComplaint(m_directory.filePath("nginx"), path, program);
    m_nginx = std::make_unique<Nginx>(m_directory.filePath("nginx"), path, m_port, program);
}

QString MirroringNginx::writeConfiguration(const QString& variant, std::uint16_t listener,
                                           const QByteArray& serverMore) {
    const QStringList snippet{"snippet",    "nginx",
                              "--variant",  variant,
                              "--listener", QStringLiteral("127.0.0.1:%1").arg(listener),
                              "--origin",   QStringLiteral("http://127.0.0.1:%1").arg(m_origin.port())};
    const auto http = runCli(snippet + QStringList{"--part", "http"});
    const auto server = runCli(snippet + QStringList{"--part", "server"});
    const QString path = writeNginxConfig(m_directory.filePath("nginx"), {http.out, server.out, m_port});
    allowLargeBodiesInLocation(path, serverMore);
    QByteArray text = contentOf(path);
    if (serverMore.startsWith("ssl_")) {
        text.replace("listen 127.0.0.1:" + QByteArray::number(m_port) + ";",
                     "listen 127.0.0.1:" + QByteArray::number(m_port) + " ssl;");
    }
    write(path, text);
    m_contract = m_directory.filePath("contract.json");
    write(m_contract, runCli(snippet + QStringList{"--contract", "--json"}).out);
    return path;
}

}  // namespace mirrorscope::test
