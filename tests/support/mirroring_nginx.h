// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>
#include <memory>

#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"
#include "tests/support/programs.h"

namespace mirrorscope::test {

/// Lets requests of 8 MiB into the mirrored location of a written configuration, and into no other, as people
/// set it; `serverMore` takes the place of the limit that the server had.
void allowLargeBodiesInLocation(const QString& configuration, const QByteArray& serverMore = {});

/// An nginx with the snippet that the built mirrorscope-cli prints, in front of an origin, whose server
/// allows larger bodies in the mirrored location only, as people set it: the hardened form mirrors them, the
/// faithful one loses them. Stopped when destroyed.
class MirroringNginx {
public:
    /// `serverMore`: further directives of its server.
    MirroringNginx(const Program& program, const QString& variant, std::uint16_t listener,
                   const QByteArray& serverMore = {});

    bool isRunning() const { return m_nginx->isRunning() && m_complaint.isEmpty(); }
    QByteArray complaint() const { return m_complaint; }
    /// Path of the file with the contract of the snippet.
    QString contract() const { return m_contract; }
    std::uint16_t port() const { return m_port; }
    QString url(const char* scheme = "http") const {
        return QStringLiteral("%1://127.0.0.1:%2/").arg(QLatin1String(scheme)).arg(m_port);
    }
    std::vector<std::string> seenByOrigin() const { return m_origin.requestLines(); }

private:
    QString writeConfiguration(const QString& variant, std::uint16_t listener, const QByteArray& serverMore);

    QTemporaryDir m_directory;
    OriginServer m_origin;
    const std::uint16_t m_port;
    QString m_contract;
    QByteArray m_complaint;
    std::unique_ptr<Nginx> m_nginx;
};

}  // namespace mirrorscope::test
