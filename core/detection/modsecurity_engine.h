// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/base/error.h"
#include "core/detection/engine.h"

namespace mirrorscope::detection {

/// libmodsecurity 3 behind Engine. Blocking, some 100 ms. RulesMissing, or RulesInvalid with the first file,
/// line and reason.
base::Result<std::shared_ptr<const Engine>> loadModSecurityEngine(const EngineOptions& options);

}  // namespace mirrorscope::detection
