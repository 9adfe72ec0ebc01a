// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/config/settings.h"
#include "core/detection/engine.h"
#include "core/forwarding/known_senders.h"
#include "core/forwarding/trust.h"
#include "core/listener/mirror_listener.h"
#include "core/pipeline/inspection_pool.h"
#include "core/storage/journal.h"

namespace mirrorscope::pipeline {

/// The settings as the parts of the service take them, each value checked once.
struct ServiceOptions {
    std::filesystem::path session;
    bool sessionIsDefault = false;  // its directory is made when missing
    std::vector<api::ListenerAddress> listen;
    listener::ListenerOptions listener;  // what all listeners share
    storage::JournalOptions journal;
    std::vector<forwarding::TrustRule> trust;
    forwarding::KnownSenders senders;
    bool analysis = true;
    detection::EngineOptions engine;
    PoolOptions pool;
    bool searchIndex = true;
    std::filesystem::path archiveRules;  // the file of rules that archive; empty: none

    /// InvalidArgument with option, value and expectation.
    static base::Result<ServiceOptions> from(const config::Settings& settings);
};

}  // namespace mirrorscope::pipeline
