// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/error.h"

namespace mirrorscope::storage {

/// A page that only leads to the rows of a table.
struct InnerPage {
    std::uint32_t number = 0;
    std::vector<std::uint32_t> children;
};

/// The inner pages of tables that are destroyed, with what was below them: a session (auto_vacuum) keeps a
/// map of the page above each page, apart from the trees (sqlite.org/fileformat2.html 1.8). Reads the map and
/// the inner pages only. SessionUnreadable.
base::Result<std::vector<InnerPage>> destroyedInnerPages(const std::filesystem::path& file);

/// Writes them anew, from the ids in the pages below; without, all rows below one destroyed page are out of
/// reach. No connection may be open on the file. SessionUnwritable.
base::Result<void> rebuildInnerPages(const std::filesystem::path& file, const std::vector<InnerPage>& pages);

}  // namespace mirrorscope::storage
