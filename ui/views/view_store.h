// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>
#include <vector>

#include "ui/views/view_text.h"

namespace mirrorscope::ui::views {

/// The file of the user's views, one for all sessions, readable by the user alone. What somebody wrote into
/// it and save() would not write again is never lost: before the first write over it the file is kept as
/// FILE.bak. UI thread; the file is small.
class ViewStore {
public:
    explicit ViewStore(QString file = standardFile());

    const QString& file() const { return m_file; }
    /// A file that is not there is an empty list. One that cannot be read is a problem of line 0.
    ViewsRead load();
    /// Why it could not be written; unset: it is. The file is then as before.
    std::optional<QString> save(const std::vector<SavedView>& views);

    /// $XDG_CONFIG_HOME/mirrorscope/views.txt
    static QString standardFile();

private:
    bool holdsMoreThanOurs() const;
    std::optional<QString> write(const QByteArray& content);

    QString m_file;
    std::optional<QByteArray> m_understood;  // what the file holds when all of it is ours
};

}  // namespace mirrorscope::ui::views
