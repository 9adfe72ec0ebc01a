// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/query/field_table.h"
#include "core/traffic/request_order.h"

namespace mirrorscope::ui::requests {

/// The columns of the requests table, in the order they stand in it.
enum class RequestColumn : std::uint8_t {
    Mark,  // an icon alone: its title is one, too
    Id,
    Time,
    Source,
    Client,
    Method,
    Host,
    Path,
    Body,
    Score,
    State,
    // off until the user asks for them
    Rule,   // the colour rule by which the row is shown
    Known,  // the known sources it is of
    RequestIdValue,
    Version,
    Flags,
    Listener,
    Peer,
    Scheme,
    Port,
    Count
};

inline constexpr int kRequestColumns = static_cast<int>(RequestColumn::Count);

/// One line of the column table: a new column is one line here and one case in request_cell.cpp.
struct RequestColumnInfo {
    RequestColumn column;
    const char* name;   // of the setting, never translated: "time"
    const char* title;  // to be passed through tr()
    int width;          // px
    bool takesRest;
    bool rightAligned;
    bool shownAtFirst;
    Qt::TextElideMode elide;
    std::optional<query::FieldId> field;      // that "Show only" asks of; unset where equality makes no sense
    std::optional<traffic::SortKey> sortKey;  // unset: the table is not sorted by it
};

const std::array<RequestColumnInfo, kRequestColumns>& requestColumns();
const RequestColumnInfo& requestColumnInfo(int section);
/// Translated; `zone` is named in the title of the time column, so that cells need not repeat it.
QString requestColumnTitle(const RequestColumnInfo& info, const QString& zone);

}  // namespace mirrorscope::ui::requests
