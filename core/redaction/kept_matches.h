// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/redaction/secret.h"
#include "core/traffic/rows.h"

namespace mirrorscope::redaction {

/// The secrets without the bytes that hits matched inside them: what attacks is looked at, what it is aimed
/// at stays hidden. A secret of which nothing would be left stays whole: a rule that matched all of it would
/// give it away. Sorted, not overlapping.
Secrets besideMatches(const Secrets& secrets, const std::vector<traffic::HitRow>& hits);

}  // namespace mirrorscope::redaction
