// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <filesystem>

namespace mirrorscope::test {

/// What has to hold between the tables of a session at every moment, also after a kill: SQLite finds it
/// sound, cursors and ids agree, every judged request has one verdict and every counter is the count of its
/// rows. Empty, or the first thing that does not hold. `hasLost`: retention has removed requests, so that
/// counters may be higher.
QString brokenInvariant(const std::filesystem::path& session, bool hasLost = false);

}  // namespace mirrorscope::test
