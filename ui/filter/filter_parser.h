// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "ui/filter/filter_terms.h"

namespace mirrorscope::ui::filter {

/// Where typed conditions stop making sense, and what would. `position` counts characters from 0.
struct FilterError {
    qsizetype position = 0;
    qsizetype length = 0;
    QString expectation;  // "a source kind is one of nginx, envoy …"

    /// "At character 8: …", counted from 1 as people do.
    QString text() const;
};

struct ParsedFilter {
    QList<FilterTerm> terms;  // those before the error
    std::optional<FilterError> error;
};

/// Reads `key:value`, `-key:value`, `key:"a value with spaces"` (\" and \\ inside), separated by spaces. A
/// word without a key that begins with "/" is a path, any other such word is an error. Pure.
ParsedFilter parseFilter(const QString& text);

/// The value as it must be typed: quoted when it holds spaces, quotes or backslashes, or is empty.
QString quotedValue(const QString& value);

}  // namespace mirrorscope::ui::filter
