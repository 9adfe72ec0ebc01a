// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/config/settings.h"
#include "core/pipeline/local_mirror_service.h"

namespace mirrorscope::headless {

/// What verbs that go over a stored session take of the settings, each text empty where nothing is said.
struct StoredSessionOptions {
    std::string session;
    std::string config;
    std::string rules;
    std::string paranoia;
    std::vector<std::string> trust;
    std::vector<std::string> assignments;
};

/// The file first, then --set, then the options.
base::Result<config::Settings> settingsOf(const StoredSessionOptions& options);

/// Waits until every request is read by the attribution, with the progress on stderr when that is a terminal;
/// one that is cancelled goes on when the session is recorded next. The exit code.
int followAttribution(pipeline::LocalMirrorService& service, const base::CancelToken& cancel);

/// Waits until everything stored is judged, with the progress on stderr when that is a terminal; cancelled,
/// it stops judging anew and says where. The exit code.
int followAnalysis(pipeline::LocalMirrorService& service, const base::CancelToken& cancel);

}  // namespace mirrorscope::headless
