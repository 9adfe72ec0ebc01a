// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ip_network.h"
#include "core/forwarding/known_senders.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::forwarding {

/// How the headers of one source are to be read, where its user says so (traffic::SourceSetting), ahead of
/// `--trust`. What is said replaces what the options say, for this source alone. Plain value.
struct SourceReading {
    std::optional<std::vector<base::IpNetwork>> trusted;
    std::optional<std::size_t> hops;
    RealIp realIp;

    /// InvalidArgument with what was said, and what may be.
    static base::Result<SourceReading> from(const traffic::SourceSetting& setting);

    /// Nothing is said: the options hold.
    bool isEmpty() const { return !trusted && !hops && realIp.header.empty(); }
    /// The rules for a request of this source.
    SenderRules over(const SenderRules& options) const;
};

/// The source as which each is shown and counted: merges are followed to their end. Those that lead nowhere
/// or in a circle (a damaged session) are left out.
std::map<traffic::SourceId, traffic::SourceId> mergedSources(const std::vector<traffic::SourceSetting>& all);

}  // namespace mirrorscope::forwarding
