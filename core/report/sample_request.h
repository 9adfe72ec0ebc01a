// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.h"

namespace mirrorscope::report {

/// What a report shows of one request of an attack: the beginning of its head and the hits that make up the
/// attack. Of a request whose secrets are hidden already. Pure.
Sample sampleOf(const traffic::RequestDetail& detail, traffic::AttackId attack);

}  // namespace mirrorscope::report
