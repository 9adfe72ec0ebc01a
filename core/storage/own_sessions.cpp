// SPDX-License-Identifier: Apache-2.0
#include "core/storage/own_sessions.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

constexpr std::size_t kIdLength = 32;

/// Ids name files: one from a stranger must not name another place.
bool isId(std::string_view text) {
    return text.size() == kIdLength && text.find_first_not_of("0123456789abcdef") == text.npos;
}

}  // namespace

std::filesystem::path ownSessionsDirectory() {
    // As config/paths.h, which storage does not know: a relative variable is ignored.
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    const auto base = state != nullptr && *state == '/'
                          ? std::filesystem::path(state)
                          : std::filesystem::path(home != nullptr ? home : "/") / ".local/state";
    return base / "mirrorscope" / "sessions";
}

void rememberSession(const std::string& id) {
    if (!isId(id) || isOwnSession(id)) {
        return;
    }
    std::error_code failed;
    std::filesystem::create_directories(ownSessionsDirectory(), failed);
    const int descriptor =
        ::open((ownSessionsDirectory() / id).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0) {
        ::close(descriptor);
    }
}

bool isOwnSession(const std::string& id) {
    std::error_code failed;
    return isId(id) && std::filesystem::exists(ownSessionsDirectory() / id, failed);
}

void forgetSession(const std::filesystem::path& session) {
    auto database = Database::open(session, Database::Access::Read);
    const std::string id = database ? sessionId(*database) : std::string();
    if (isId(id)) {
        std::error_code failed;  // an empty file more
        std::filesystem::remove(ownSessionsDirectory() / id, failed);
    }
}

std::string sessionId(Database& database) {
    auto found = Statement::prepare(database, "SELECT value FROM meta WHERE key = 'session'");
    const std::string id = found && found->next() ? found->bytes(0) : std::string();
    return isId(id) ? id : std::string();
}

}  // namespace mirrorscope::storage
