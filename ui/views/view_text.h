// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

#include "ui/views/saved_view.h"

/// Saved views as a text file that people read, write and send to each other: docs/ui.md, "Saved views".
namespace mirrorscope::ui::views {

/// Each is a tab: nobody finds the one that is wanted among more.
inline constexpr std::size_t kMostViews = 64;
/// 64 filters as long as a filter may be (16 KiB); what is longer is no list of views.
inline constexpr qsizetype kMostBytes = 1024 * 1024;
/// A file of a stranger does not decide how much a person has to read.
inline constexpr std::size_t kMostProblems = 50;

/// What could not be read. Plain text without bytes of the file that cannot be seen.
struct ViewProblem {
    int line = 0;  // from 1; 0: the file as a whole
    QString reason{};
    bool refused = false;  // a view is missing because of it; else a line of it was left out
};

/// "line 12: there is no column “colour”".
QString sentence(const ViewProblem& problem);

struct ReadView {
    SavedView view{};
    int line = 0;  // of its name
};

/// Everything that could be read, and what could not, in the order of the lines.
struct ViewsRead {
    std::vector<ReadView> views{};
    std::vector<ViewProblem> problems{};  // the first kMostProblems
    std::size_t refused = 0;              // views, all of them
    bool hasComments = false;             // writeViews() would lose them
};

/// Takes any bytes. Every filter was read by core/query; names are not compared with each other.
ViewsRead readViews(const QByteArray& bytes);
/// readViews() reads back the same views. Columns as comparable() leaves them.
QByteArray writeViews(const std::vector<SavedView>& views);

}  // namespace mirrorscope::ui::views
