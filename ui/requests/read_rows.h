// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/api/session_queries.h"

namespace mirrorscope::ui::requests {

/// Rows of any ids, by id ascending; those that are not stored are left out. On a reader thread.
base::Result<std::vector<traffic::RequestRow>> readRows(api::SessionQueries& queries,
                                                        std::vector<traffic::RequestId> ids,
                                                        const base::CancelToken& cancel);

}  // namespace mirrorscope::ui::requests
