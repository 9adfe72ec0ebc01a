// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "ui/views/saved_view.h"

/// The values of a view's lines: never translated, read from strangers. Pure.
namespace mirrorscope::ui::views {

QString tableName(Table table);  // "attacks", "requests"
std::optional<Table> tableByName(const QString& name);

/// "type", "type, client", "none".
QString groupingText(const attacks::Grouping& grouping);
std::optional<attacks::Grouping> groupingOf(const QString& text);

/// "id 92, path, header:X-Forwarded-For 160": from left to right, widths in logical pixels. The column that
/// takes the rest has none.
QString columnsText(const requests::ColumnLayout& layout);
/// Unset: see `problem`, a sentence without its full stop. Times as the window tells them.
std::optional<requests::ColumnLayout> columnsOf(const QString& text, QString& problem);

/// "score descending", "host ascending", "arrival".
QString sortText(const ViewSort& sort);
std::optional<ViewSort> sortOf(const QString& text);

/// The beginning of what stands in a file, in quotation marks, with nothing invisible.
QString quotedText(const QString& text);

}  // namespace mirrorscope::ui::views
