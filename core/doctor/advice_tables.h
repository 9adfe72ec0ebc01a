// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/doctor/advice.h"

namespace mirrorscope::doctor {

// The advice by what it is about; allAdvice() joins it.
std::span<const Advice> clientAdvice();
std::span<const Advice> hostAndSchemeAdvice();
std::span<const Advice> transferAdvice();
std::span<const Advice> identityAdvice();

}  // namespace mirrorscope::doctor
