// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/traffic/finding.h"
#include "core/traffic/source.h"

namespace mirrorscope::ui::sources {

/// The words in which a source is spoken of. Pure; any thread.

QString versionText(const traffic::Source& source);  // "nginx 1.31.3"
QString sentByText(const traffic::Source& source);   // "nginx 1.31.3 at 10.0.0.12"
/// "Marker header, 100 %"
QString knownByText(const traffic::Source& source);

QString errorsText(std::uint64_t count);  // "1 error", "2 errors"
QString warningsText(std::uint64_t count);
QString notesText(std::uint64_t count);

}  // namespace mirrorscope::ui::sources
