// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/probe/proof.h"

namespace mirrorscope::probe {

/// One line: the names of docs/proof.md, times ISO 8601 UTC, lags in microseconds. Bytes of strangers as
/// base::shownText makes them.
std::string proofJson(const Proof& proof);
/// Unset when the text is none that this version writes. Of kept results; what a later version adds is left
/// out.
std::optional<Proof> readProof(std::string_view json);

}  // namespace mirrorscope::probe
