// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/redaction/secret.h"
#include "core/traffic/rows.h"

namespace mirrorscope::exchange {

/// One request as one JSON object on one line; names as in docs/fields.md, more in docs/exchange.md. Bytes
/// that are not UTF-8 are {"base64": …}. `secrets`: what was hidden in it before; their reasons are told. The
/// body must be loaded.
std::string requestJson(const traffic::RequestDetail& detail, const redaction::Secrets& secrets);

}  // namespace mirrorscope::exchange
