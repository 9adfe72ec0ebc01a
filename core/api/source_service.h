// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/traffic/request_context.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::api {

/// How the newest stored request of a source reads with some settings.
struct SourceReadout {
    traffic::RequestContext context;  // requestId 0: none of its requests is stored
    std::string schemeFrom;           // the header; empty: nothing says it
    std::string hostFrom;
};

/// What people say of sources: names, colours, merges, how headers are read. Every function but check()
/// blocks for as long as the disk takes; any thread but the window's.
class SourceService {
public:
    virtual ~SourceService() = default;

    /// What can be known without the session: InvalidArgument with the option, what was said and what may be.
    /// Quick, any thread.
    virtual base::Result<void> check(const traffic::SourceSetting& setting) const = 0;

    /// Of sources without a word there is none.
    virtual base::Result<std::vector<traffic::SourceSetting>> settings() = 0;
    /// Replaces all that was said of setting.source; it holds for requests within a second, in whichever
    /// process records. Returns what was said before. InvalidArgument as check(), and where a merge would go
    /// in a circle or join two kinds of proxy; SourceNotFound; SessionUnwritable for a session from
    /// elsewhere.
    virtual base::Result<traffic::SourceSetting> change(const traffic::SourceSetting& setting) = 0;
    /// Changes nothing. InvalidArgument, SourceNotFound.
    virtual base::Result<SourceReadout> readout(const traffic::SourceSetting& setting) = 0;
};

}  // namespace mirrorscope::api
