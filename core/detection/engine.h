// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/detection/client_request.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::detection {

/// What a rule set is loaded from and judged by.
struct EngineOptions {
    /// A CRS directory: the one that holds rules/*.conf, or that directory itself; Debian's package by
    /// default.
    std::filesystem::path rules;
    /// Our own: engine.conf and mirrorscope/*.conf. Empty: the installed resources.
    std::filesystem::path ownRules;
    int paranoia = 1;
    int threshold = 5;                      // inbound anomaly score from which a request is an attack
    std::chrono::milliseconds budget{250};  // processor time of one request
    std::size_t valueBudget = 10000;
};

struct EngineInfo {
    std::string name;         // "modsecurity"
    std::string ruleSet;      // "CRS 3.3.4"
    std::string ruleSetHash;  // SHA-256 of all files and settings, hex
    std::size_t ruleCount = 0;
    int paranoia = 1;
    int threshold = 5;
};

/// Judges requests by the engine's rules. Made by Engine::newInspector, one a thread.
class Inspector {
public:
    virtual ~Inspector() = default;
    /// Never throws; a failure of the engine is state Error with a reason. Only Whole and HeadOnly requests
    /// are asked; the caller marks the others not-analysed.
    virtual traffic::Verdict inspect(const ClientRequest& request) = 0;
};

/// A loaded, immutable rule set. Thread safe; shared by all inspectors and swapped as a whole.
class Engine : public std::enable_shared_from_this<Engine> {
public:
    virtual ~Engine() = default;
    virtual const EngineInfo& info() const = 0;
    virtual std::unique_ptr<Inspector> newInspector() const = 0;
};

}  // namespace mirrorscope::detection
