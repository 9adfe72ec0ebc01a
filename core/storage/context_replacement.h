// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::storage {

/// What was written of a request when it was attributed before.
struct ReplacedContext {
    traffic::SourceId source = 0;
    bool wasAttack = false;
    std::vector<std::string> types;  // of its attacks
};

/// Where the reading anew of stored requests stands (reattribution.h), and what it replaces. A request whose
/// source, kind, client or host changes after it was judged goes into stale_verdict. In the transaction of
/// the caller; journal's thread.
class ContextReplacement {
public:
    static base::Result<ContextReplacement> load(Database& database);

    /// Requests up to this one may have an old context; 0: none has.
    traffic::RequestId until() const { return m_until; }
    /// Unset when the request has no context yet.
    base::Result<std::optional<ReplacedContext>> replace(const traffic::RequestContext& next);
    /// The cursor came to `last`.
    base::Result<void> reached(traffic::RequestId last);

private:
    ContextReplacement(traffic::RequestId until, Statement old, Statement stale, Statement end)
        : m_until(until), m_old(std::move(old)), m_stale(std::move(stale)), m_end(std::move(end)) {}

    traffic::RequestId m_until = 0;
    Statement m_old;
    Statement m_stale;
    Statement m_end;
};

}  // namespace mirrorscope::storage
