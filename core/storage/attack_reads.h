// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/storage/query_runner.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

// What one attack is made of, for SessionReader, whose header says more. On the runner's thread.

base::Result<std::vector<traffic::RequestId>> readAttackRequests(QueryRunner& runner,
                                                                 traffic::AttackId attack,
                                                                 const traffic::PageQuery& query,
                                                                 const base::CancelToken& cancel);
base::Result<std::vector<traffic::HitRow>> readAttackHits(QueryRunner& runner, traffic::AttackId attack,
                                                          const traffic::PageQuery& query,
                                                          const base::CancelToken& cancel);
base::Result<std::vector<std::string>> readTriageOf(QueryRunner& runner,
                                                    const std::vector<traffic::AttackId>& attacks,
                                                    const base::CancelToken& cancel);
base::Result<std::string> readDecisionsStamp(QueryRunner& runner);

}  // namespace mirrorscope::storage
