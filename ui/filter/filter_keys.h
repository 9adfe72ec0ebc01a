// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/traffic/rows.h"

namespace mirrorscope::ui::filter {

/// Which rows a condition is asked of.
enum class FilterTable : std::uint8_t { Requests, Attacks };

/// What a condition can be about: fields of the store by their names in PRODUCT.md.
enum class FilterKey : std::uint8_t {
    Id,
    Source,
    Kind,
    Listener,
    Peer,
    Client,
    Trust,
    Scheme,
    Host,
    Method,
    Path,
    RequestId,
    State,
    Type,
    Severity,
    Flag,
    Time,
    Count
};

/// One key with everything the program knows of it. A new key is a new line in the table.
struct FilterKeyInfo {
    FilterKey key;
    std::string_view name;         // as typed
    std::string_view expectation;  // what a value looks like, for errors and completion
    /// Empty when the value can be asked for, else what is expected instead.
    QString (*complaint)(const QString& value);
    /// nullptr: rows of that table have no such field.
    bool (*matchesRequest)(const traffic::RequestRow& row, const QString& value);
    bool (*matchesAttack)(const traffic::AttackRow& row, const QString& value);
};

std::span<const FilterKeyInfo> filterKeys();
const FilterKeyInfo& filterKeyInfo(FilterKey key);
std::optional<FilterKey> filterKeyByName(QStringView name);
/// All names, for completion.
QStringList filterKeyNames();

/// "FROM..UNTIL" as the value of a time condition, microseconds since 1970 UTC; nullopt when it is none.
struct TimeSpan {
    base::WallTime from{};
    base::WallTime until{};
};
std::optional<TimeSpan> parseTimeSpan(QStringView text);
QString timeSpanText(const TimeSpan& span);

}  // namespace mirrorscope::ui::filter
