// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <string>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "core/storage/session_save.h"

namespace mirrorscope::headless {
namespace {

struct SaveOptions {
    std::string session;
    std::string target;
};

int save(const SaveOptions& options) {
    const base::CancelToken& cancel = cancelledBySignal();
    const bool isShown = isatty(STDERR_FILENO) != 0;
    const auto saved = storage::saveSession(
        options.session, options.target, cancel, [&](std::uint64_t done, std::uint64_t all) {
            if (isShown && all > 0) {
                std::fprintf(stderr, "\r%3" PRIu64 " %%", std::min<std::uint64_t>(100, 100 * done / all));
            }
        });
    if (isShown) {
        std::fprintf(stderr, "\r     \r");
    }
    return saved ? kDone : report(saved.error());
}

}  // namespace

void addSaveCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<SaveOptions>();
    CLI::App* command =
        program.add_subcommand("save-as", "Write a session into a new file; it may be recorded meanwhile");
    command->add_option("new", options->target, "The new session; it must not exist yet")
        ->required()
        ->type_name("NEW");
    command->add_option("--session", options->session, "Session file (*.mscope)")
        ->required()
        ->type_name("FILE");
    command->footer("The copy holds what was stored when it began, and is a session of its own.");
    command->callback([options, &action] { action = [options] { return save(*options); }; });
}

}  // namespace mirrorscope::headless
