// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>

#include "core/standing/archive_rule.h"

namespace mirrorscope::ui::known {

/// The rules of this user that archive, between their file and the dialog. Whoever records the session reads
/// the file by itself. UI thread.
class ArchiveList {
public:
    explicit ArchiveList(std::filesystem::path file);

    /// Reads the file again: it may be edited beside the window.
    void load();
    const standing::ArchiveRules& all() const { return m_all; }
    /// Why the file does not count. Empty: it does.
    const QString& problem() const { return m_problem; }
    /// Writes the file. False where it could not be written, with a problem(), and where it is broken: then
    /// it is left as it is.
    bool keep(const standing::ArchiveRules& rules);

private:
    const std::filesystem::path m_file;
    standing::ArchiveRules m_all;
    QString m_problem;
    bool m_isBroken = false;
};

}  // namespace mirrorscope::ui::known
