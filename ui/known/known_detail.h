// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/query/time_point.h"
#include "core/standing/known_source.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::known {

/// The known sources that a request is of which everything is read. Times without a zone count from `moment`.
QStringList namesOf(const standing::KnownSources& sources, const traffic::RequestDetail& detail,
                    const query::Moment& moment);

}  // namespace mirrorscope::ui::known
