// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/request_order.h"

namespace mirrorscope::storage {

/// Reads the requests that fit, some ten thousand ids at a time, and keeps the first ones of the order: the
/// memory is that of the limit, whatever the session holds. InvalidArgument for a filter that cannot be read;
/// Cancelled. On the runner's thread.
base::Result<traffic::SortedRequests> sortRequests(QueryRunner& runner, const traffic::SortQuery& query,
                                                   const base::CancelToken& cancel,
                                                   const traffic::OnSortProgress& progress);

}  // namespace mirrorscope::storage
