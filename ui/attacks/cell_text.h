// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <string>

#include "core/base/clock.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::ui::attacks {

QString severityWord(traffic::Severity severity);
/// Whole seconds today; of another day it says which.
QString seenText(base::WallTime time, const QTimeZone& zone);
/// What "Show only" compares with: shown text as long as the filter's own (filter_keys.cpp), so that it
/// always matches.
QString filterValue(const std::string& bytes);

}  // namespace mirrorscope::ui::attacks
