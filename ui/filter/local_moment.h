// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>
#include <vector>

#include "core/base/clock.h"

namespace mirrorscope::ui::filter {

/// The moments at which the clocks of the zone show that date and time, the earliest first: none in the hour
/// that is left out when they go forward, two in the hour that comes twice. Of `local` only date and time
/// count.
std::vector<base::WallTime> momentsOf(const QDateTime& local, const QTimeZone& zone);
/// What the clocks of the zone show then, without a zone of its own: for fields in which any time can be
/// typed.
QDateTime localOf(base::WallTime time, const QTimeZone& zone);

}  // namespace mirrorscope::ui::filter
