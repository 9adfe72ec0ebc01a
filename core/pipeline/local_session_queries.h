// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "core/api/session_queries.h"

namespace mirrorscope::pipeline {

/// Questions answered from a session file on this machine, with or without a writer beside.
base::Result<std::unique_ptr<api::SessionQueries>> openLocalQueries(const std::filesystem::path& session);

}  // namespace mirrorscope::pipeline
