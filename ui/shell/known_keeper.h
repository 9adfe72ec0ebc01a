// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/known/archive_list.h"
#include "ui/known/archive_page.h"
#include "ui/known/known_list.h"
#include "ui/shell/conditions.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::shell {

/// Known sources and rules of this user between their files, the window and the dialog. UI thread.
class KnownKeeper : public QObject {
    Q_OBJECT

public:
    /// Reads the files of the configuration directory. The loader outlives it.
    KnownKeeper(live::PageLoader& loader, known::ReadDecisions readDecisions, QWidget* window);

    known::KnownList& list() { return m_known; }
    /// That a file does not count, when it does not.
    QList<Condition> conditions() const;

    void openDialog();
    /// With a new entry: who sent that request, by its client's address and user agent.
    void openWith(traffic::RequestId request, const std::string& client);

signals:
    /// A file counts again, or does not any more.
    void problemsChanged();

private:
    void open(const standing::KnownSource* begun);

    live::PageLoader& m_loader;
    known::ReadDecisions m_readDecisions;
    QWidget* m_window;
    known::KnownList m_known;
    known::ArchiveList m_archive;
};

}  // namespace mirrorscope::ui::shell
