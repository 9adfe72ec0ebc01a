// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// Which sessions were recorded here: a file without content, named by the session's id, for each, in
/// $XDG_STATE_HOME/mirrorscope/sessions. A session that is not among them came from elsewhere and is opened
/// with more care. Any thread and process.
std::filesystem::path ownSessionsDirectory();

/// A session that cannot be remembered (no home, a full disk) is one from elsewhere when it is opened again.
void rememberSession(const std::string& id);
bool isOwnSession(const std::string& id);
/// Of a session that was made for a moment and is going to be removed, by its only user.
void forgetSession(const std::filesystem::path& session);

/// The id in `meta`; empty when it cannot be read or is none. Of a database that has our schema.
std::string sessionId(Database& database);

}  // namespace mirrorscope::storage
