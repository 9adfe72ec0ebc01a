// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_keeper.h"
#include "tests/support/socket.h"

namespace mirrorscope::test {

/// A service of this process with the address that it is to listen at: a free port of loopback.
struct RealService {
    std::unique_ptr<pipeline::LocalMirrorService> service;  // null: it could not be opened
    std::unique_ptr<pipeline::SessionKeeper> keeper;
    api::ListenerAddress address;
};

using Assignments = std::initializer_list<std::pair<const char*, const char*>>;

/// Over that session, not listening yet. Its verdicts do not wait for an idle machine.
inline RealService openRealService(const QString& session, Assignments more = {}) {
    config::Settings settings;
    bool isFine = settings.set("session", session.toStdString()).has_value() &&
                  settings.set("listen", "127.0.0.1:" + std::to_string(freePort())).has_value() &&
                  settings.set("analysis.priority", "normal").has_value();
    for (const auto& [key, value] : more) {
        isFine = isFine && settings.set(key, value).has_value();
    }
    const auto options = pipeline::ServiceOptions::from(settings);
    if (!isFine || !options.has_value()) {
        return {};
    }
    auto opened = pipeline::LocalMirrorService::open(*options);
    if (!opened.has_value()) {
        return {};
    }
    RealService out{std::move(*opened), nullptr, options->listen.front()};
    out.keeper = std::make_unique<pipeline::SessionKeeper>(*out.service, out.service.get());
    return out;
}

}  // namespace mirrorscope::test
