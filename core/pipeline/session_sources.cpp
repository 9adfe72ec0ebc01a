// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_sources.h"

#include <algorithm>
#include <utility>

#include "core/forwarding/fact_origins.h"
#include "core/forwarding/source_registry.h"
#include "core/forwarding/source_setting_check.h"
#include "core/storage/source_settings.h"

namespace mirrorscope::pipeline {
namespace {

using traffic::SourceSetting;

/// `mine` in place of what is stored of the same source.
std::vector<SourceSetting> with(std::vector<SourceSetting> all, const SourceSetting& mine) {
    std::erase_if(all, [&mine](const SourceSetting& one) { return one.source == mine.source; });
    all.push_back(mine);
    return all;
}

}  // namespace

SessionSources::SessionSources(const api::MirrorService& service, const ServiceOptions& options)
    : m_service(service), m_rules(forwarding::TrustRules(options.trust), options.senders) {}

base::Result<storage::SessionReader*> SessionSources::reader() {
    const std::filesystem::path present = m_service.status().session;
    if (!m_reader || m_session != present) {
        auto opened = storage::SessionReader::open(present);
        if (!opened) {
            return opened.error();
        }
        m_reader = std::move(*opened);
        m_session = present;
    }
    return m_reader.get();
}

base::Result<void> SessionSources::check(const SourceSetting& setting) const {
    return forwarding::checkSourceSetting(setting);
}

base::Result<std::vector<SourceSetting>> SessionSources::settings() {
    const std::lock_guard lock(m_mutex);
    const auto open = reader();
    return open ? (*open)->sourceSettings() : open.error();
}

base::Result<SourceSetting> SessionSources::change(const SourceSetting& setting) {
    if (auto sound = check(setting); !sound) {
        return sound.error();
    }
    auto settings = storage::SourceSettings::open(m_service.status().session);
    if (!settings) {
        return settings.error();
    }
    auto before = (*settings)->of(setting.source);
    if (!before || *before == setting) {
        return before;
    }
    if (auto set = (*settings)->set(setting); !set) {
        return set.error();
    }
    return before;
}

base::Result<api::SourceReadout> SessionSources::readout(const SourceSetting& setting) {
    if (auto sound = check(setting); !sound) {
        return sound.error();
    }
    const std::lock_guard lock(m_mutex);
    const auto open = reader();
    if (!open) {
        return open.error();
    }
    storage::SessionReader& session = **open;
    const auto sources = session.sources();
    const auto said = session.sourceSettings();
    const auto newest = session.newestRequestOf(setting.source);
    if (!sources || !said || !newest) {
        return !sources ? sources.error() : !said ? said.error() : newest.error();
    }
    if (std::ranges::find(*sources, setting.source, &traffic::Source::id) == sources->end()) {
        return base::Error{base::ErrorCode::SourceNotFound, {std::to_string(setting.source)}};
    }
    if (*newest == 0) {
        return api::SourceReadout{};
    }
    const auto detail = session.detail(*newest);
    if (!detail) {
        return detail.error();
    }
    // As the attribution does it, with a registry of its own.
    forwarding::SourceRegistry registry(*sources);
    registry.setSettings(with(*said, setting), m_rules);
    const traffic::MirroredRequest& request = detail->request;
    const forwarding::ReadHead read = forwarding::readHead(request);
    api::SourceReadout out;
    out.context = registry.attribute(request, read, m_rules);
    out.context.requestId = request.id;
    const auto reading = forwarding::SourceReading::from(setting);
    const auto origins = forwarding::factOrigins(request, read, out.context, reading->over(m_rules));
    out.schemeFrom = origins.scheme;
    out.hostFrom = origins.host;
    return out;
}

}  // namespace mirrorscope::pipeline
