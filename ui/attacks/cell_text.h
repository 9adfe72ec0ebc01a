// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <QVariant>
#include <string_view>

#include "core/base/clock.h"
#include "core/query/field_table.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::ui::attacks {

QString severityWord(traffic::Severity severity);
/// Whole seconds today; of another day it says which.
QString seenText(base::WallTime time, const QTimeZone& zone);

/// What "Show only" of a cell asks for; no value where that makes no sense.
struct CellQuestion {
    query::FieldId field{};
    QVariant value;  // QByteArray as received, empty for "not known"
};
QVariant askedBytes(std::string_view bytes);

}  // namespace mirrorscope::ui::attacks
