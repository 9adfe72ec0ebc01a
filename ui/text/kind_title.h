// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/traffic/source.h"

namespace mirrorscope::ui::text {

/// What people call that kind of proxy: "Gateway API". Pure; any thread.
QString kindTitle(traffic::SourceKind kind);

}  // namespace mirrorscope::ui::text
