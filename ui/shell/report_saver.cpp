// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/report_saver.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "core/config/replaced_file.h"
#include "core/report/report_html.h"
#include "ui/shell/conditions.h"
#include "ui/shell/report_dialog.h"
#include "ui/text/message_box.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kStepSize = 100;  // of the progress bar
constexpr std::chrono::milliseconds kShowProgressAfter{500};
constexpr qsizetype kLongestFileName = 80;

/// Letters of a title that every file system takes.
QString fileNameOf(const QString& title) {
    QString name;
    for (const QChar c : title.left(kLongestFileName)) {
        name += c.isLetterOrNumber() || c == u'-' ? c : u'_';
    }
    return (name.isEmpty() ? ReportSaver::tr("report") : name) + QStringLiteral(".html");
}

QString nameOf(const std::filesystem::path& path) {
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

}  // namespace

QString progressWords(const report::Progress& progress) {
    const QString done = text::countText(static_cast<quint64>(progress.done));
    const QString all = text::countText(static_cast<quint64>(progress.all));
    switch (progress.step) {
        case report::Step::Rates:
            return ReportSaver::tr("Counting requests: %1 of %2").arg(done, all);
        case report::Step::Tops:
            return ReportSaver::tr("Finding the most frequent: %1 of %2 requests").arg(done, all);
        case report::Step::Bodies:
            return ReportSaver::tr("Measuring bodies: %1 of %2 requests").arg(done, all);
        case report::Step::Attacks:
            return ReportSaver::tr("Reading attacks: %1 so far").arg(done);
        case report::Step::Samples:
            return ReportSaver::tr("Reading requests of attacks: %1 of %2").arg(done, all);
        case report::Step::Findings:
            return ReportSaver::tr("Reading findings: %1 of %2").arg(done, all);
        case report::Step::Count:
            break;
    }
    return {};
}

ReportSaver::ReportSaver(api::MirrorService& mirror, api::SourceService* sources, QWidget* window)
    : QObject(window),
      m_mirror(mirror),
      m_sources(sources),
      m_window(window),
      m_openFolder([](const QString& folder) {
          // A folder that the user chose; nothing of a request.
          QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
      }) {}

ReportSaver::~ReportSaver() {
    m_cancel.cancel();
}

void ReportSaver::ask(report::Question question, const QString& folder, const QString& zone) {
    if (m_isBusy) {
        return;
    }
    auto* dialog = new ReportDialog({QString::fromStdString(question.view),
                                     text::shownText(question.filter.text), zone, question.privacy.hides},
                                    m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, question, folder]() mutable {
        question.view = dialog->name().toStdString();
        question.privacy.hides = dialog->hidesSecrets();
        askFile(question, folder);
    });
    dialog->open();
}

void ReportSaver::askFile(const report::Question& question, const QString& folder) {
    auto* dialog = new QFileDialog(m_window, tr("Save report"), folder, tr("Reports (*.html)"));
    dialog->setObjectName(QStringLiteral("dialog.report-file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(fileNameOf(QString::fromStdString(question.view)));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, question](const QString& name) { save(question, QFile::encodeName(name).toStdString()); });
    dialog->open();
}

void ReportSaver::save(const report::Question& question, const std::filesystem::path& file) {
    if (m_isBusy) {
        return;
    }
    m_isBusy = true;
    emit busyChanged();
    m_progress = new QProgressDialog(progressWords({}), tr("Cancel"), 0,
                                     kStepSize * static_cast<int>(report::Step::Count), m_window);
    m_progress->setObjectName(QStringLiteral("dialog.report-progress"));
    m_progress->setWindowTitle(tr("Save report"));
    m_progress->setMinimumDuration(static_cast<int>(kShowProgressAfter.count()));
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->setValue(0);
    m_cancel = {};
    connect(m_progress, &QProgressDialog::canceled, this, [this] { m_cancel.cancel(); });
    m_worker = std::jthread([this, question, file, cancel = m_cancel] {
        const base::Result<void> result = write(question, file, cancel);
        QMetaObject::invokeMethod(this, [this, result, file] { finish(result, file); });
    });
}

/// On the worker's thread.
base::Result<void> ReportSaver::write(report::Question question, const std::filesystem::path& file,
                                      const base::CancelToken& cancel) {
    const auto queries = m_mirror.queries();
    if (!queries) {
        return queries.error();
    }
    if (m_sources != nullptr) {
        if (auto settings = m_sources->settings()) {
            question.settings = std::move(*settings);
        }
    }
    const auto told = [this](const report::Progress& progress) {
        QMetaObject::invokeMethod(this, [this, progress] { tell(progress); });
    };
    const auto report = report::readReport(**queries, question, cancel, told);
    if (!report) {
        return report.error();
    }
    const std::string html = report::reportHtml(*report);
    if (cancel.isCancelled()) {
        return base::Error{base::ErrorCode::Cancelled, {}};
    }
    return config::replaceFile(file, html);
}

void ReportSaver::tell(const report::Progress& progress) {
    if (m_progress == nullptr || m_cancel.isCancelled()) {
        return;
    }
    const auto part = progress.all > 0
                          ? static_cast<int>(kStepSize * std::min(progress.done, progress.all) / progress.all)
                          : 0;
    m_progress->setLabelText(progressWords(progress));
    m_progress->setValue(kStepSize * static_cast<int>(progress.step) + part);
}

void ReportSaver::finish(const base::Result<void>& result, const std::filesystem::path& file) {
    m_isBusy = false;
    if (m_progress != nullptr) {
        m_progress->deleteLater();
        m_progress = nullptr;
    }
    emit busyChanged();
    if (result) {
        sayDone(file);
    } else if (result.error().code != base::ErrorCode::Cancelled) {
        text::openMessage(m_window, QMessageBox::Warning, QStringLiteral("dialog.report-result"),
                          errorWhat(result.error()), errorTodo(result.error()));
    }
}

void ReportSaver::sayDone(const std::filesystem::path& file) {
    auto* box = new QMessageBox(QMessageBox::Information, QStringLiteral("Mirrorscope"),
                                tr("The report is written."), QMessageBox::Close, m_window);
    box->setObjectName(QStringLiteral("dialog.report-result"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(text::shownText(file.string()));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* open = box->addButton(tr("&Open folder"), QMessageBox::ActionRole);
    open->setObjectName(QStringLiteral("report.open-folder"));
    connect(open, &QPushButton::clicked, this,
            [this, folder = QFileInfo(nameOf(file)).absolutePath()] { m_openFolder(folder); });
    box->setDefaultButton(QMessageBox::Close);
    box->open();
}

}  // namespace mirrorscope::ui::shell
