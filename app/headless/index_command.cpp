// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "core/storage/search_build.h"

namespace mirrorscope::headless {
namespace {

int index(const std::string& session) {
    const base::CancelToken& cancel = cancelledBySignal();
    const bool isShown = isatty(STDERR_FILENO) != 0;
    const auto built =
        storage::indexSession(session, cancel, [&](traffic::RequestId done, traffic::RequestId all) {
            if (isShown) {
                std::fprintf(stderr, "\rrequest %lld of %lld ", static_cast<long long>(done),
                             static_cast<long long>(all));
            }
        });
    if (isShown) {
        std::fprintf(stderr, "\n");
    }
    return built ? kDone : report(built.error());
}

}  // namespace

void addIndexCommand(CLI::App& program, Action& action) {
    auto session = std::make_shared<std::string>();
    CLI::App* command =
        program.add_subcommand("index", "Index the words of a session, so that free words are found at once");
    command->add_option("--session", *session, "Session file (*.mscope); nobody may record it meanwhile")
        ->required()
        ->type_name("FILE");
    command->footer(
        "listen does this by itself, unless search.index=off. The index is a file beside the session, "
        "FILE-search; it can be deleted at any time.");
    command->callback([session, &action] { action = [session] { return index(*session); }; });
}

}  // namespace mirrorscope::headless
