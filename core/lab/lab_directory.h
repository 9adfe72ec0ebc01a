// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "core/base/error.h"

namespace mirrorscope::lab {

/// A directory of one run, for nobody else to look into (0700), removed with all in it when destroyed. It
/// says inside whose it is, so that a later run can remove it when this one is killed. One owner.
class LabDirectory {
public:
    /// In `place`, below a name that nobody else has. OutputFailed.
    static base::Result<std::unique_ptr<LabDirectory>> make(const std::filesystem::path& place);
    ~LabDirectory();
    LabDirectory(const LabDirectory&) = delete;
    LabDirectory& operator=(const LabDirectory&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// It stays, whoever ends; the user removes it.
    void keep();

private:
    explicit LabDirectory(std::filesystem::path path) : m_path(std::move(path)) {}

    const std::filesystem::path m_path;
    bool m_isKept = false;
};

/// TMPDIR, else /tmp.
std::filesystem::path usualLabPlace();

/// Removes the directories of runs of this user that were killed; returns how many. What another user made,
/// what runs, what was kept and what cannot be told stays.
std::size_t removeDeadLabs(const std::filesystem::path& place);

}  // namespace mirrorscope::lab
