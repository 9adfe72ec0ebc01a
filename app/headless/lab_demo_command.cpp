// SPDX-License-Identifier: Apache-2.0
#include "app/headless/lab_demo_command.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "app/headless/interrupt.h"
#include "app/headless/lab_output.h"
#include "app/headless/terminal.h"
#include "core/base/byte_text.h"
#include "core/lab/demo.h"

namespace mirrorscope::headless {
namespace {

struct DemoCommandOptions {
    double pace = 5;
    std::string session;
    std::string nginx;
    std::string envoy;
};

/// Lines as they come: an audience reads them while the next thing runs.
class Script {
public:
    void put(const lab::DemoLine& line) {
        using Kind = lab::DemoLine::Kind;
        const std::string text = base::shownText(line.text, kTerminalLine);
        switch (line.kind) {
            case Kind::Chapter:
                std::printf("\n%d  %s\n", ++m_chapter, text.c_str());
                break;
            case Kind::Said:
                std::printf("   %s\n", text.c_str());
                break;
            case Kind::Shown:
                std::printf("   * %s\n", text.c_str());
                break;
            case Kind::Before:
                std::printf("     - %s\n", text.c_str());
                break;
            case Kind::After:
                std::printf("     + %s\n", text.c_str());
                break;
        }
        std::fflush(stdout);
    }

private:
    int m_chapter = 0;
};

int runDemo(const DemoCommandOptions& options) {
    const base::CancelToken& cancel = cancelledBySignal();
    std::error_code failed;
    lab::DemoOptions demo;
    demo.recorder = std::filesystem::read_symlink("/proc/self/exe", failed);
    demo.session = options.session;
    demo.nginx = options.nginx;
    demo.envoy = options.envoy;
    demo.pace = std::chrono::milliseconds(static_cast<std::int64_t>(options.pace * 1000));
    Script script;
    const auto failure = lab::runDemo(demo, cancel, [&](const lab::DemoLine& line) { script.put(line); });
    if (failure) {
        std::fputs("\n", stderr);
        return report(*failure);
    }
    std::printf("\nAll of it was shown, and checked by this program.\n");
    if (!options.session.empty()) {
        std::printf("Look at it: mirrorscope --view %s\n",
                    base::shownText(options.session, kTerminalLine).c_str());
    }
    return kDone;
}

}  // namespace

void addLabDemoCommand(CLI::App& lab, Action& action) {
    auto options = std::make_shared<DemoCommandOptions>();
    CLI::App* command = lab.add_subcommand(
        "demo", "Five minutes for an audience: a fault found and put right, a second proxy, attacks, a kill");
    constexpr double kSlowest = 600;
    command->add_option("--pace", options->pace, "Seconds to read each line; 0: none")
        ->check(CLI::Range(0.0, kSlowest))
        ->type_name("SECONDS")
        ->capture_default_str();
    command->add_option("--session", options->session, "Keep the session, and look at it meanwhile")
        ->type_name("FILE");
    command->add_option("--nginx", options->nginx, "The file of nginx (default: as PATH finds it)")
        ->type_name("FILE");
    command
        ->add_option("--envoy", options->envoy,
                     "The file of Envoy (default: as PATH finds it, else a second nginx takes its place)")
        ->type_name("FILE");
    command->footer(
        "Needs nginx and the rules of the package modsecurity-crs. Nothing leaves 127.0.0.1.\n"
        "Exit codes: 0 all was shown, 1 a step did not show what it says, 3 a program is missing or does not "
        "start, 4 interrupted.");
    command->callback([options, &action] { action = [options] { return runDemo(*options); }; });
}

}  // namespace mirrorscope::headless
