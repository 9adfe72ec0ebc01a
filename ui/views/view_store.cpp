// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/config/paths.h"

namespace mirrorscope::ui::views {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ViewStore", text);
}

/// A byte more than a list may have, so that a longer one is told from it.
std::optional<QByteArray> contentOf(const QString& name, QString& problem) {
    QFile file(name);
    if (QFileInfo(name).isDir()) {
        problem = tr("it is a directory");
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        problem = file.errorString();
        return std::nullopt;
    }
    return file.read(kMostBytes + 1);
}

bool isThere(const QString& name) {
    const QFileInfo info(name);
    return info.exists() || info.isSymLink();
}

}  // namespace

QString ViewStore::standardFile() {
    return QFile::decodeName((config::configDirectory() / "views.txt").c_str());
}

ViewStore::ViewStore(QString file) : m_file(std::move(file)) {}

ViewsRead ViewStore::load() {
    m_understood.reset();
    if (!isThere(m_file)) {
        return {};
    }
    QString problem;
    const auto content = contentOf(m_file, problem);
    if (!content) {
        return {{}, {{0, problem, false}}};
    }
    ViewsRead read = readViews(*content);
    if (read.problems.empty() && !read.hasComments) {
        m_understood = content;
    }
    return read;
}

std::optional<QString> ViewStore::save(const std::vector<SavedView>& views) {
    const QString folder = QFileInfo(m_file).absolutePath();
    if (!QDir().mkpath(folder)) {
        return tr("%1 cannot be made").arg(folder);
    }
    const std::string file = QFile::encodeName(m_file).toStdString();
    const std::string backup = file + ".bak";
    std::error_code error;
    const bool isKept = holdsMoreThanOurs();
    if (isKept) {
        std::filesystem::rename(file, backup, error);
        if (error) {
            return tr("%1 cannot be kept as a backup: %2")
                .arg(m_file, QString::fromStdString(error.message()));
        }
    }
    const auto failure = write(writeViews(views));
    if (failure && isKept) {
        std::filesystem::rename(backup, file, error);
    }
    return failure;
}

std::optional<QString> ViewStore::write(const QByteArray& content) {
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(content) != content.size() || !file.commit()) {
        return file.errorString();
    }
    m_understood = content;
    return std::nullopt;
}

/// Also when somebody else has written the file meanwhile.
bool ViewStore::holdsMoreThanOurs() const {
    QString ignored;
    return isThere(m_file) && !(m_understood && contentOf(m_file, ignored) == m_understood);
}

}  // namespace mirrorscope::ui::views
