// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>
#include <QObject>
#include <filesystem>
#include <functional>
#include <thread>

#include "core/api/mirror_service.h"
#include "core/api/session_operations.h"

class QProgressDialog;
class QWidget;

namespace mirrorscope::ui::shell {

/// Opens a session to look at in a window of its own; false when that window could not be started.
using OpenWindow = std::function<bool(const std::filesystem::path& session)>;

/// What the menu Session does: asks for a file, works on a thread of its own with progress and cancel, says
/// how it went. One piece of work at a time. UI thread.
class SessionCommands : public QObject {
    Q_OBJECT

public:
    SessionCommands(api::SessionOperations& operations, OpenWindow open, QWidget* window);
    /// Cancels what is under way and waits for it.
    ~SessionCommands() override;

    bool mayBegin() const { return m_operations.mayBegin() && !m_busy; }
    bool maySave() const { return !m_busy; }
    bool mayReadAnew() const { return mayBegin(); }
    /// Why it never may, whatever is under way; empty: it may.
    QString whyNotReadAnew() const;
    /// Where the dialogs begin, and what new files are called after.
    const std::filesystem::path& session() const { return m_session; }
    void setSession(const std::filesystem::path& session) { m_session = session; }

    void askBegin();
    void askOpen();
    void askSaveCopy();
    /// `status` is that of the session now.
    void askReadAnew(const api::ServiceStatus& status);

    void begin(const std::filesystem::path& next);
    void open(const std::filesystem::path& session);
    void saveCopy(const std::filesystem::path& target);
    void readAnew(api::ReadAnew what);

    /// Counts first, then asks with the number. `isRunning`: demo traffic is sent now.
    void askRemoveDemo(bool isRunning);
    void removeDemo();

signals:
    /// Work began or ended: mayBegin() and maySave() changed.
    void busyChanged();
    /// The service has another session from now on.
    void begun();
    /// Stored requests were read anew, wholly or in part: what is shown may be of before.
    void readAnewEnded();
    /// Somebody wants it: nothing more may come.
    void demoRemovalBegins();
    /// Requests of demo traffic went, all or some.
    void demoRemoved();

private:
    using Work = std::function<base::Result<void>()>;
    /// What is said of it while it lasts, and the token that its button cancels.
    void openProgress(const QString& title, const QString& text);
    void tellReadAnew(const api::ReadAnewProgress& progress);
    void tellDemoRemoval(const api::DemoRemovalProgress& progress);
    void askRemoveDemo(std::uint64_t requests, bool isRunning);
    void sayDemoRemoved(std::uint64_t requests, bool isCancelled);
    void inform(QMessageBox::Icon icon, const QString& what, const QString& more);
    void start(Work work, std::function<void()> done);
    void finish(const base::Result<void>& result, const std::function<void()>& done);
    void complain(const base::Error& error);
    QString proposal(const QString& name) const;

    api::SessionOperations& m_operations;
    OpenWindow m_open;
    QWidget* m_window;
    std::filesystem::path m_session;
    QProgressDialog* m_progress = nullptr;
    base::CancelToken m_cancel;
    base::CancelToken m_leave;  // of reading anew: it goes on without us
    bool m_mayGoOn = false;     // what is under way is such a one
    bool m_busy = false;
    std::jthread m_worker;
};

}  // namespace mirrorscope::ui::shell
