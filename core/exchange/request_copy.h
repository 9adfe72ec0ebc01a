// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/exchange/curl_command.h"
#include "core/redaction/redactor.h"
#include "core/traffic/rows.h"

namespace mirrorscope::exchange {

enum class CopyForm : std::uint8_t { Curl, Json, Raw };

/// One stored request for the clipboard, a file or a pipe. With a redactor its secrets are hidden, REDACTED
/// in their place; without one it is as received. Reading a large body takes a while: off the UI thread. The
/// options are curl's.
std::string requestCopy(const traffic::RequestDetail& detail, CopyForm form,
                        const redaction::Redactor* redactor, const CurlOptions& options = {});

}  // namespace mirrorscope::exchange
