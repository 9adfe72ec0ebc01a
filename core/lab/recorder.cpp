// SPDX-License-Identifier: Apache-2.0
#include "core/lab/recorder.h"

#include <string>
#include <utility>
#include <vector>

#include "core/config/settings.h"
#include "core/pipeline/local_mirror_service.h"

namespace mirrorscope::lab {
namespace {

base::Result<config::Settings> settingsFor(const std::filesystem::path& session, bool isTemporary) {
    config::Settings settings;  // the defaults: a lab shows the same on every machine
    std::vector<std::pair<std::string, std::string>> values{
        {"session", session.string()},
        {"listen", "lab=127.0.0.1:0"},
        {"trust", "127.0.0.1"},
        {"engine", "none"},
        // What is tried is the proxy, not this disk.
        {"limits.patience", "5s"},
    };
    if (isTemporary) {
        values.emplace_back("disk.refuse-below", "0");
        values.emplace_back("search.index", "off");
    }
    for (const auto& [key, value] : values) {
        if (auto set = settings.set(key, value); !set) {
            return set.error();
        }
    }
    return settings;
}

class ServiceRecorder final : public Recorder {
public:
    explicit ServiceRecorder(std::unique_ptr<pipeline::LocalMirrorService> service)
        : m_service(std::move(service)) {}

    std::uint16_t port() const override { return m_service->status().listeners.front().address.port; }

private:
    std::unique_ptr<pipeline::LocalMirrorService> m_service;
};

}  // namespace

base::Result<std::unique_ptr<Recorder>> Recorder::start(const std::filesystem::path& session,
                                                        bool isTemporary) {
    const auto settings = settingsFor(session, isTemporary);
    if (!settings) {
        return settings.error();
    }
    auto options = pipeline::ServiceOptions::from(*settings);
    if (!options) {
        return options.error();
    }
    options->archiveRules.clear();  // the user's are about the user's traffic
    const api::ListenerAddress address = options->listen.front();
    auto service = pipeline::LocalMirrorService::open(std::move(*options));
    if (!service) {
        return service.error();
    }
    if (auto listening = (*service)->listen(address); !listening) {
        return listening.error();
    }
    return base::Result<std::unique_ptr<Recorder>>(std::make_unique<ServiceRecorder>(std::move(*service)));
}

}  // namespace mirrorscope::lab
