// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/storage/query_runner.h"
#include "core/traffic/finding.h"
#include "core/traffic/header_presence.h"
#include "core/traffic/request_context.h"
#include "core/traffic/source.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::storage {

// What a session knows of senders, for SessionReader, whose header says more. On the runner's thread.

base::Result<std::vector<traffic::Source>> readSources(QueryRunner& runner, const base::CancelToken& cancel);
base::Result<std::vector<traffic::SourceSetting>> readSourceSettings(QueryRunner& runner,
                                                                     const base::CancelToken& cancel);
base::Result<traffic::RequestId> readNewestRequestOf(QueryRunner& runner, traffic::SourceId source);
base::Result<std::int64_t> readSettingsRevision(QueryRunner& runner);
base::Result<std::map<traffic::ClientTrust, std::uint64_t>> readClientTrusts(QueryRunner& runner,
                                                                             const base::CancelToken& cancel);
base::Result<std::vector<traffic::Finding>> readFindings(QueryRunner& runner,
                                                         const base::CancelToken& cancel);
base::Result<std::vector<traffic::HeaderPresence>> readHeaders(QueryRunner& runner,
                                                               const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
