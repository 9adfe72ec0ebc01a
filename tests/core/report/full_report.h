// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.h"

namespace mirrorscope::test {

/// A report with something in every section; `bytes` stand wherever a stranger's bytes can.
report::Report fullReport(const std::string& bytes);

/// 23 Nov 2026 14:00:00 UTC.
inline constexpr base::WallTime kReportTime{std::chrono::seconds(1'795'442'400)};

}  // namespace mirrorscope::test
