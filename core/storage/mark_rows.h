// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/mark.h"

namespace mirrorscope::storage {

// Rows of the table mark: one a marked request. On the thread of the connection.

/// The mark of each request, in their order; None also for what is not stored.
base::Result<std::vector<traffic::Mark>> readMarks(QueryRunner& runner,
                                                   const std::vector<traffic::RequestId>& requests,
                                                   const base::CancelToken& cancel);

/// Within a transaction of the caller. How those that changed were before; requests that are not stored are
/// left out: retention removes some while a person looks at them.
base::Result<std::vector<traffic::RequestMark>> writeMarks(Database& database,
                                                           const std::vector<traffic::RequestMark>& marks);

/// Sets the mark on all, or takes it from all when all that are stored have it. Else as writeMarks().
base::Result<std::vector<traffic::RequestMark>> toggleMarks(Database& database,
                                                            const std::vector<traffic::RequestId>& requests,
                                                            traffic::Mark mark);

}  // namespace mirrorscope::storage
