// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/traffic/finding.h"
#include "core/traffic/source.h"

namespace mirrorscope::ui::sources {

/// The words in which a source is spoken of. Pure; any thread.

QString kindTitle(traffic::SourceKind kind);         // "Gateway API"
QString versionText(const traffic::Source& source);  // "nginx 1.31.3"
QString sentByText(const traffic::Source& source);   // "nginx 1.31.3 at 10.0.0.12"
/// "marker header, 100 %"
QString knownByText(const traffic::Source& source);

}  // namespace mirrorscope::ui::sources
