// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/known_keeper.h"

#include <utility>

#include "core/standing/recognition.h"
#include "ui/known/known_dialog.h"
#include "ui/live/page_loader.h"
#include "ui/text/message_box.h"

namespace mirrorscope::ui::shell {
namespace {

/// Of a user agent that a form begins with; senders choose how long it is.
constexpr std::size_t kLongestAgent = 200;

}  // namespace

KnownKeeper::KnownKeeper(live::PageLoader& loader, known::ReadDecisions readDecisions, QWidget* window)
    : QObject(window),
      m_loader(loader),
      m_readDecisions(std::move(readDecisions)),
      m_window(window),
      m_known(standing::knownSourcesFile()),
      m_archive(standing::archiveRulesFile()) {}

QList<Condition> KnownKeeper::conditions() const {
    QList<Condition> out;
    const auto add = [&](const QString& id, const QString& title, const QString& problem) {
        if (!problem.isEmpty()) {
            out << Condition{id, Rank::Warning, title, tr("%1 The file is left as it is.").arg(problem), {},
                             {}};
        }
    };
    add(QStringLiteral("known-sources"), tr("Your known sources do not count"), m_known.problem());
    add(QStringLiteral("archive-rules"), tr("Nothing is archived by rule"), m_archive.problem());
    return out;
}

void KnownKeeper::openDialog() {
    open(nullptr);
}

void KnownKeeper::openWith(traffic::RequestId request, const std::string& client) {
    using Values = std::vector<std::vector<std::string>>;
    m_loader.ask<Values>(
        this,
        [request](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.headerValues({request}, {"user-agent"}, cancel);
        },
        [this, client](base::Result<Values> values) {
            standing::Recognition form;
            if (!client.empty()) {
                form.networks = {client};
            }
            if (values.has_value() && values->size() == 1 && values->front().size() == 1) {
                form.userAgent = values->front().front().substr(0, kLongestAgent);
            }
            const standing::KnownSource begun{{}, standing::filterOf(form)};
            open(&begun);
        });
}

void KnownKeeper::open(const standing::KnownSource* begun) {
    m_archive.load();
    auto* dialog = new known::KnownDialog(m_known, m_archive, m_loader, m_readDecisions, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (begun != nullptr) {
        dialog->addSource(*begun);
    }
    connect(dialog, &known::KnownDialog::notWritten, this, [this](const QString& problem) {
        text::openMessage(m_window, QMessageBox::Warning, QStringLiteral("dialog.known-failed"),
                          tr("What you changed counts until the window closes: it could not be kept."),
                          problem);
    });
    connect(dialog, &QDialog::finished, this, &KnownKeeper::problemsChanged);
    dialog->open();
}

}  // namespace mirrorscope::ui::shell
