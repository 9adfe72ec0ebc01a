// SPDX-License-Identifier: GPL-3.0-or-later
// Demo traffic is taken out of the session again: counted, asked about, removed with progress.
#include <QProgressDialog>
#include <QPushButton>
#include <algorithm>
#include <memory>

#include "ui/shell/session_commands.h"
#include "ui/text/number_text.h"

namespace mirrorscope::ui::shell {
namespace {

QString requestsText(std::uint64_t requests) {
    return requests == 1 ? SessionCommands::tr("1 invented request")
                         : SessionCommands::tr("%1 invented requests").arg(text::countText(requests));
}

}  // namespace

void SessionCommands::askRemoveDemo(bool isRunning) {
    if (m_busy) {
        return;
    }
    openProgress(tr("Remove demo traffic"), tr("Counting invented requests…"));
    auto counted = std::make_shared<std::uint64_t>(0);  // of the work's thread until it is done
    start(
        [this, counted, cancel = m_cancel]() -> base::Result<void> {
            const auto count = m_operations.countDemo(cancel);
            if (!count) {
                return count.error();
            }
            *counted = *count;
            return {};
        },
        [this, counted, isRunning] { askRemoveDemo(*counted, isRunning); });
}

void SessionCommands::askRemoveDemo(std::uint64_t requests, bool isRunning) {
    if (requests == 0 && !isRunning) {
        inform(QMessageBox::Information, tr("There is no demo traffic in this session."), {});
        return;
    }
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Remove demo traffic"),
                        tr("Remove %1 for good?").arg(requestsText(requests)), QMessageBox::Cancel, m_window);
    box->setObjectName(QStringLiteral("dialog.remove-demo"));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QString more =
        tr("Their attacks and sources go with them, and what was said of them: marks, notes, tags and "
           "triage. This "
           "cannot be undone. All other requests stay as they are.");
    if (isRunning) {
        more += QLatin1Char(' ') +
                tr("Demo traffic is running: it is stopped first, and what came meanwhile goes "
                   "too.");
    }
    box->setInformativeText(more);
    QPushButton* remove = box->addButton(tr("&Remove"), QMessageBox::AcceptRole);
    remove->setObjectName(QStringLiteral("remove-demo.go"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, &SessionCommands::removeDemo);
    box->open();
}

void SessionCommands::tellDemoRemoval(const api::DemoRemovalProgress& progress) {
    if (m_progress == nullptr || m_cancel.isCancelled()) {
        return;
    }
    m_progress->setLabelText(
        progress.all == 0
            ? tr("Waiting until %1 requests are judged…").arg(text::countText(progress.waiting))
            : tr("%1 of %2 removed").arg(text::countText(progress.done), text::countText(progress.all)));
    m_progress->setValue(progress.all == 0
                             ? 0
                             : static_cast<int>(static_cast<std::uint64_t>(m_progress->maximum()) *
                                                std::min(progress.done, progress.all) / progress.all));
}

void SessionCommands::removeDemo() {
    if (m_busy) {
        return;
    }
    emit demoRemovalBegins();
    openProgress(tr("Remove demo traffic"), tr("Removing…"));
    struct Last {
        std::uint64_t removed = 0;
        bool isCancelled = false;
    };
    auto last = std::make_shared<Last>();  // of the work's thread until it is done
    start(
        [this, last, cancel = m_cancel]() -> base::Result<void> {
            const auto removed =
                m_operations.removeDemo(cancel, [&](const api::DemoRemovalProgress& progress) {
                    QMetaObject::invokeMethod(this, [this, progress] { tellDemoRemoval(progress); });
                });
            last->isCancelled = cancel.isCancelled();
            if (!removed) {
                return removed.error();
            }
            last->removed = *removed;
            return {};
        },
        [this, last] {
            emit demoRemoved();
            sayDemoRemoved(last->removed, last->isCancelled);
        });
}

void SessionCommands::sayDemoRemoved(std::uint64_t requests, bool isCancelled) {
    const QString what = requests == 1 ? tr("%1 is removed.") : tr("%1 are removed.");
    inform(QMessageBox::Information, what.arg(requestsText(requests)),
           isCancelled ? tr("Stopped there: the others stay, with all that is known of them.") : QString());
}

}  // namespace mirrorscope::ui::shell
