// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <thread>

#include "core/api/mirror_service.h"
#include "core/api/source_service.h"
#include "core/report/report_reading.h"

class QProgressDialog;
class QWidget;

namespace mirrorscope::ui::shell {

/// Writes reports on a thread of its own, with a reader of its own, with progress and cancel; says how it
/// went. The file is there whole or not at all. One report at a time. UI thread; the services outlive it.
class ReportSaver : public QObject {
    Q_OBJECT

public:
    /// Shows the folder to the user; the default is the desktop's.
    using OpenFolder = std::function<void(const QString& folder)>;

    /// `sources`: colours and names; null: none are said.
    ReportSaver(api::MirrorService& mirror, api::SourceService* sources, QWidget* window);
    /// Cancels what is under way and waits for it.
    ~ReportSaver() override;

    bool isBusy() const { return m_isBusy; }
    void setOpenFolder(OpenFolder open) { m_openFolder = std::move(open); }

    /// Asks for the title, then for the file. `folder`: where the dialog begins.
    void ask(report::Question question, const QString& folder, const QString& zone);
    /// Replaces what is there.
    void save(const report::Question& question, const std::filesystem::path& file);

signals:
    void busyChanged();

private:
    base::Result<void> write(report::Question question, const std::filesystem::path& file,
                             const base::CancelToken& cancel);
    void askFile(const report::Question& question, const QString& folder);
    void tell(const report::Progress& progress);
    void finish(const base::Result<void>& result, const std::filesystem::path& file);
    void sayDone(const std::filesystem::path& file);

    api::MirrorService& m_mirror;
    api::SourceService* m_sources;
    QWidget* m_window;
    OpenFolder m_openFolder;
    QProgressDialog* m_progress = nullptr;
    base::CancelToken m_cancel;
    bool m_isBusy = false;
    std::jthread m_worker;
};

/// "Reading attacks: 1,500 so far": what the progress says.
QString progressWords(const report::Progress& progress);

}  // namespace mirrorscope::ui::shell
