// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_commands.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QProgressDialog>
#include <algorithm>
#include <memory>
#include <utility>

#include "ui/shell/conditions.h"
#include "ui/shell/read_anew_dialog.h"
#include "ui/text/message_box.h"
#include "ui/text/number_text.h"
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

}  // namespace

SessionCommands::SessionCommands(api::SessionOperations& operations, OpenWindow open, QWidget* window)
    : QObject(window), m_operations(operations), m_open(std::move(open)), m_window(window) {}

SessionCommands::~SessionCommands() {
    (m_mayGoOn ? m_leave : m_cancel).cancel();
}

QString SessionCommands::whyNotReadAnew() const {
    return m_operations.mayBegin() ? QString()
                                   : tr("This window only looks at the session. Who records it can read it "
                                        "anew; while nobody does, "
                                        "“mirrorscope-cli reattribute” and “reanalyse” can.");
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
        inform(QMessageBox::Warning, tr("The second window could not be started."), {});
    }
}

void SessionCommands::saveCopy(const std::filesystem::path& target) {
    if (m_busy) {
        return;
    }
    openProgress(tr("Save a copy of the session"),
                 tr("Writing %1…").arg(text::shownText(target.filename().string())));
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
              inform(QMessageBox::Information, tr("The copy is written."), text::shownText(target.string()));
          });
}

void SessionCommands::openProgress(const QString& title, const QString& text) {
    m_progress = new QProgressDialog(text, tr("Cancel"), 0, kProgressSteps, m_window);
    m_progress->setObjectName(QStringLiteral("dialog.session-progress"));
    m_progress->setWindowTitle(title);
    m_progress->setMinimumDuration(static_cast<int>(kShowProgressAfter.count()));
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->setValue(0);
    m_cancel = {};
    connect(m_progress, &QProgressDialog::canceled, this, [this] { m_cancel.cancel(); });
}

void SessionCommands::askReadAnew(const api::ServiceStatus& status) {
    auto* dialog = new ReadAnewDialog(status, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReadAnewDialog::chosen, this, &SessionCommands::readAnew);
    dialog->open();
}

void SessionCommands::tellReadAnew(const api::ReadAnewProgress& progress) {
    if (m_progress == nullptr || m_cancel.isCancelled()) {
        return;
    }
    const auto at = std::clamp<traffic::RequestId>(progress.at, 0, progress.until);
    const QString of = progress.part == api::ReadAnewProgress::Part::Senders
                           ? tr("Who sent it: request %1 of %2")
                           : tr("The verdicts: request %1 of %2");
    m_progress->setLabelText(of.arg(text::countText(static_cast<std::uint64_t>(at)),
                                    text::countText(static_cast<std::uint64_t>(progress.until))));
    m_progress->setValue(progress.until == 0 ? 0 : static_cast<int>(kProgressSteps * at / progress.until));
}

/// Cancelled is an end like another one: part of the requests is read anew.
void SessionCommands::readAnew(api::ReadAnew what) {
    if (m_busy) {
        return;
    }
    openProgress(tr("Read anew"), tr("Reading anew…"));
    m_mayGoOn = true;
    struct Last {
        api::ReadAnewProgress progress;
        bool isCancelled = false;
    };
    auto last = std::make_shared<Last>();  // of the work's thread until it is done
    start(
        [this, what, last, end = api::ReadAnewEnd{m_cancel, m_leave}] {
            const auto result = m_operations.readAnew(what, end, [&](const api::ReadAnewProgress& progress) {
                last->progress = progress;
                QMetaObject::invokeMethod(this, [this, progress] { tellReadAnew(progress); });
            });
            last->isCancelled = !result && result.error().code == base::ErrorCode::Cancelled;
            return last->isCancelled ? base::Result<void>() : result;
        },
        [this, last] {
            emit readAnewEnded();
            if (!last->isCancelled) {
                inform(QMessageBox::Information, tr("The requests are read anew."), {});
                return;
            }
            const bool isSenders = last->progress.part == api::ReadAnewProgress::Part::Senders;
            inform(QMessageBox::Information,
                   tr("Stopped at request %1 of %2.")
                       .arg(text::countText(static_cast<std::uint64_t>(last->progress.at)),
                            text::countText(static_cast<std::uint64_t>(last->progress.until))),
                   isSenders
                       ? tr("Requests behind it keep what was known of them. Findings and the presence of "
                            "headers are those of the part that was read anew: read anew again to have all.")
                       : tr("Requests behind it keep their verdicts."));
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
    m_mayGoOn = false;
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

void SessionCommands::inform(QMessageBox::Icon icon, const QString& what, const QString& more) {
    text::openMessage(m_window, icon, QStringLiteral("dialog.session-result"), what, more);
}

void SessionCommands::complain(const base::Error& error) {
    inform(QMessageBox::Warning, errorWhat(error), errorTodo(error));
}

}  // namespace mirrorscope::ui::shell
