// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ca_file.h"

#include <QFile>
#include <QTemporaryDir>

namespace mirrorscope::test {

std::string caFile() {
    static const QTemporaryDir kDirectory;
    const QString path = kDirectory.filePath("ca.pem");
    if (!QFile::exists(path)) {
        QFile::copy(QStringLiteral(TEST_DATA_DIR "/tls/ca.pem"), path);
    }
    return path.toStdString();
}

}  // namespace mirrorscope::test
