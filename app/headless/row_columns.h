// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/headless/cell.h"
#include "core/traffic/rows.h"
#include "core/traffic/source.h"

namespace mirrorscope::headless {

/// Field names as in the tables of the window; documented in docs/fields.md.
Columns<traffic::RequestRow> requestColumns();
Columns<traffic::AttackRow> attackColumns();
Columns<traffic::HitRow> hitColumns();
Columns<traffic::Source> sourceColumns();

}  // namespace mirrorscope::headless
