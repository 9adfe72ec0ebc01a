// SPDX-License-Identifier: Apache-2.0
#include "core/lab/demo.h"

#include <array>

#include "core/lab/demo_stage.h"

namespace mirrorscope::lab {
namespace {

using Chapter = LabResult<void> (*)(Stage& stage);

constexpr std::array<Chapter, 5> kChapters{showFault, applyPatch, addSecondProxy, attackThroughBoth,
                                           killRecorder};

LabResult<void> open(Stage& stage, const DemoOptions& options) {
    if (auto opened = stage.open(); !opened) {
        return opened;
    }
    if (options.session.empty()) {
        return {};
    }
    return stage.say("The recorder writes " + options.session.string() +
                     ". Look at it meanwhile: mirrorscope --view " + options.session.string());
}

}  // namespace

std::optional<LabFailure> runDemo(const DemoOptions& options, const base::CancelToken& cancel,
                                  const OnDemoLine& tell) {
    Stage stage(options, cancel, tell);
    auto done = open(stage, options);
    for (const Chapter chapter : kChapters) {
        if (done) {
            done = chapter(stage);
        }
    }
    stage.close();
    return done ? std::nullopt : std::optional(done.error());
}

}  // namespace mirrorscope::lab
