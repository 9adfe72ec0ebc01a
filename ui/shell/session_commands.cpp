// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_commands.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QProgressDialog>
#include <utility>

#include "ui/shell/conditions.h"
#include "ui/text/message_box.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr char kSuffix[] = "mscope";
constexpr int kProgressSteps = 1000;
constexpr std::chrono::milliseconds kShowProgressAfter{500};

QString filter() {
    return SessionCommands::tr("Sessions (*.mscope)");
}

std::filesystem::path pathOf(const QString& name) {
    return QFile::encodeName(name).toStdString();
}

QString nameOf(const std::filesystem::path& path) {
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

/// A file that does not exist yet; one that does is never replaced, so nothing is asked about it.
QString askForNew(QWidget* window, const QString& title, const QString& proposal) {
    QFileDialog dialog(window, title, QFileInfo(proposal).path(), filter());
    dialog.setObjectName(QStringLiteral("dialog.session"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setOption(QFileDialog::DontConfirmOverwrite);
    dialog.setDefaultSuffix(QLatin1String(kSuffix));
    dialog.selectFile(QFileInfo(proposal).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

void inform(QWidget* window, QMessageBox::Icon icon, const QString& what, const QString& more) {
    text::openMessage(window, icon, QStringLiteral("dialog.session-result"), what, more);
}

}  // namespace

SessionCommands::SessionCommands(api::SessionOperations& operations, OpenWindow open, QWidget* window)
    : QObject(window), m_operations(operations), m_open(std::move(open)), m_window(window) {}

SessionCommands::~SessionCommands() {
    m_cancel.cancel();
}

QString SessionCommands::proposal(const QString& name) const {
    return QDir(QFileInfo(nameOf(m_session)).absolutePath()).filePath(name);
}

void SessionCommands::askBegin() {
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd_HHmm"));
    const QString name = askForNew(m_window, tr("New session"), proposal(tr("session-%1.mscope").arg(stamp)));
    if (!name.isEmpty()) {
        begin(pathOf(name));
    }
}

void SessionCommands::askOpen() {
    const QString name = QFileDialog::getOpenFileName(m_window, tr("Open a session to look at"),
                                                      proposal(QString()), filter());
    if (!name.isEmpty()) {
        open(pathOf(name));
    }
}

void SessionCommands::askSaveCopy() {
    const QString stem = QFileInfo(nameOf(m_session)).completeBaseName();
    const QString name =
        askForNew(m_window, tr("Save a copy of the session"), proposal(tr("%1-copy.mscope").arg(stem)));
    if (!name.isEmpty()) {
        saveCopy(pathOf(name));
    }
}

void SessionCommands::begin(const std::filesystem::path& next) {
    start([this, next] { return m_operations.begin(next); }, [this] { emit begun(); });
}

void SessionCommands::open(const std::filesystem::path& session) {
    if (!m_open(session)) {
        inform(m_window, QMessageBox::Warning, tr("The second window could not be started."), {});
    }
}

void SessionCommands::saveCopy(const std::filesystem::path& target) {
    if (m_busy) {
        return;
    }
    m_progress = new QProgressDialog(tr("Writing %1…").arg(text::shownText(target.filename().string())),
                                     tr("Cancel"), 0, kProgressSteps, m_window);
    m_progress->setObjectName(QStringLiteral("dialog.session-progress"));
    m_progress->setWindowTitle(tr("Save a copy of the session"));
    m_progress->setMinimumDuration(static_cast<int>(kShowProgressAfter.count()));
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->setValue(0);
    m_cancel = {};
    connect(m_progress, &QProgressDialog::canceled, this, [this] { m_cancel.cancel(); });
    const auto tell = [this](std::uint64_t done, std::uint64_t all) {
        const auto steps = all == 0 ? 0 : static_cast<int>(kProgressSteps * std::min(done, all) / all);
        QMetaObject::invokeMethod(this, [this, steps] {
            if (m_progress != nullptr && !m_cancel.isCancelled()) {
                m_progress->setValue(steps);
            }
        });
    };
    start([this, target, tell, cancel = m_cancel] { return m_operations.saveCopy(target, cancel, tell); },
          [this, target] {
              inform(m_window, QMessageBox::Information, tr("The copy is written."),
                     text::shownText(target.string()));
          });
}

void SessionCommands::start(Work work, std::function<void()> done) {
    if (m_busy) {
        return;
    }
    m_busy = true;
    emit busyChanged();
    m_worker = std::jthread([this, work = std::move(work), done = std::move(done)] {
        const base::Result<void> result = work();
        QMetaObject::invokeMethod(this, [this, result, done] { finish(result, done); });
    });
}

void SessionCommands::finish(const base::Result<void>& result, const std::function<void()>& done) {
    m_busy = false;
    if (m_progress != nullptr) {
        m_progress->deleteLater();
        m_progress = nullptr;
    }
    emit busyChanged();
    if (result) {
        done();
    } else if (result.error().code != base::ErrorCode::Cancelled) {
        complain(result.error());
    }
}

void SessionCommands::complain(const base::Error& error) {
    inform(m_window, QMessageBox::Warning, errorWhat(error), errorTodo(error));
}

}  // namespace mirrorscope::ui::shell
