// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include "core/traffic/finding_mute.h"

namespace mirrorscope::ui::hops {

/// "Muted until 30 Dec 00:00:00", "Muted for good". UI thread.
QString muteText(const traffic::FindingMute& mute, const QTimeZone& zone);
/// With the reason behind it, where there is one.
QString muteWithReason(const traffic::FindingMute& mute, const QTimeZone& zone);

}  // namespace mirrorscope::ui::hops
