// SPDX-License-Identifier: Apache-2.0
#include "tests/support/nginx.h"

#include <QDir>
#include <QFile>
#include <csignal>

#include "tests/support/socket.h"

namespace mirrorscope::test {
namespace {

constexpr char kFrame[] = R"(daemon off;
%MASTER%worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
%HTTP%
    server {
        listen 127.0.0.1:%PORT%;
%V6%        server_name shop.example;
        client_max_body_size 8m;
%SERVER%
    }
}
)";

}  // namespace

QString writeNginxConfig(const QString& directory, const NginxConfig& config) {
    QDir().mkpath(directory);
    QByteArray text(kFrame);
    text.replace("%MASTER%", config.rereads ? "" : "master_process off;\n");
    text.replace("%HTTP%", config.httpPart);
    text.replace("%SERVER%", config.serverPart);
    text.replace("%V6%", config.alsoOnV6 ? "        listen [::1]:%PORT%;\n" : "");
    text.replace("%PORT%", QByteArray::number(config.port));
    const QString path = directory + "/nginx.conf";
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(text);
    }
    return path;
}

QByteArray nginxComplaint(const QString& directory, const QString& configuration, const Program& program) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program.path, {"-t", "-p", directory, "-c", configuration});
    if (!process.waitForFinished()) {
        return "nginx cannot be run: " + process.errorString().toUtf8();
    }
    return process.exitCode() == 0 ? QByteArray() : process.readAll();
}

Nginx::Nginx(const QString& directory, const QString& configuration, std::uint16_t port,
             const Program& program) {
    m_process.start(program.path, {"-p", directory, "-c", configuration});
    m_running = m_process.waitForStarted() && becomesTrue([&] {
                    return m_process.state() == QProcess::NotRunning || Socket::connect(port).has_value();
                }) &&
                m_process.state() == QProcess::Running;
}

void Nginx::reload() {
    ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP);
}

Nginx::~Nginx() {
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

}  // namespace mirrorscope::test
