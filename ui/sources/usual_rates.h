// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/api/session_queries.h"
#include "ui/sources/silence_rule.h"

namespace mirrorscope::ui::sources {

/// The usual rates of all sources, from the stored roll-ups: a window knows them as soon as it opens. Reads
/// again what may have changed, at most once a minute. Used by one reader thread at a time.
class UsualRates {
public:
    using ById = std::map<traffic::SourceId, UsualRate>;

    /// Of regular sources only.
    base::Result<ById> read(api::SessionQueries& queries, const std::vector<traffic::Source>& sources,
                            base::WallTime now, const base::CancelToken& cancel);

private:
    struct Known {
        base::WallTime lastSeen{};
        base::WallTime readAt{};
        std::optional<UsualRate> usual;
    };
    base::Result<void> readHour(api::SessionQueries& queries, const std::vector<traffic::Source>& sources,
                                base::WallTime until, base::WallTime now, const base::CancelToken& cancel);

    std::map<traffic::SourceId, Known> m_known;
};

}  // namespace mirrorscope::ui::sources
