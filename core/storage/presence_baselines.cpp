// SPDX-License-Identifier: Apache-2.0
#include "core/storage/presence_baselines.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using traffic::PresenceBaseline;
using traffic::SourceBaseline;

constexpr std::string_view kPrefix = "presence.baseline:";
/// The character behind ':' ends the range of keys.
constexpr char kReadSql[] =
    "SELECT key, value FROM meta WHERE key >= 'presence.baseline:' AND key < 'presence.baseline;'";
constexpr char kNoticeSql[] =
    "INSERT INTO meta VALUES ('sources.revision', '1') ON CONFLICT (key) DO UPDATE SET"
    " value = CAST(value AS INTEGER) + 1";

std::string keyOf(traffic::SourceId source) {
    return std::string(kPrefix) + std::to_string(source);
}

std::string valueOf(const PresenceBaseline& baseline) {
    std::string text = std::to_string(baseline.at.time_since_epoch().count()) + " " +
                       std::to_string(baseline.requests) + "\n";
    for (const auto& [name, count] : baseline.with) {
        text += std::to_string(count) + " " + name + "\n";
    }
    return text;
}

/// The number that `text` begins with, which leaves it with the space behind; unset: there is none.
template <typename Number>
std::optional<Number> takeNumber(std::string_view& text) {
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr == text.data() + text.size() || *read.ptr != ' ') {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + 1);
    return number;
}

std::string_view takeLine(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

std::optional<PresenceBaseline> readBaseline(std::string_view text) {
    PresenceBaseline baseline;
    std::string_view first = takeLine(text);
    const auto at = takeNumber<std::int64_t>(first);
    const auto end = std::from_chars(first.data(), first.data() + first.size(), baseline.requests);
    if (!at || end.ec != std::errc() || baseline.requests == 0) {
        return std::nullopt;
    }
    baseline.at = base::WallTime(std::chrono::microseconds(*at));
    while (!text.empty()) {
        std::string_view line = takeLine(text);
        const auto count = takeNumber<std::uint64_t>(line);
        if (!count) {
            return std::nullopt;
        }
        baseline.with[std::string(line)] = *count;
    }
    return baseline;
}

std::optional<traffic::SourceId> readKey(std::string_view key) {
    key.remove_prefix(kPrefix.size());
    traffic::SourceId source = 0;
    const auto read = std::from_chars(key.data(), key.data() + key.size(), source);
    return read.ec == std::errc() && read.ptr == key.data() + key.size() ? std::optional(source)
                                                                         : std::nullopt;
}

base::Result<void> writeOne(Database& database, const SourceBaseline& one) {
    auto change =
        Statement::prepare(database, one.baseline ? "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)"
                                                  : "DELETE FROM meta WHERE key = ?1");
    if (!change) {
        return change.error();
    }
    const std::string key = keyOf(one.source);
    const std::string value = one.baseline ? valueOf(*one.baseline) : std::string();
    change->bindText(key);
    if (one.baseline) {
        change->bindText(value);
    }
    return change->run();
}

}  // namespace

base::Result<std::vector<SourceBaseline>> readPresenceBaselines(Database& database) {
    auto rows = Statement::prepare(database, kReadSql);
    if (!rows) {
        return rows.error();
    }
    std::vector<SourceBaseline> out;
    while (rows->next()) {
        const auto source = readKey(rows->bytes(0));
        auto baseline = readBaseline(rows->bytes(1));
        if (source && baseline) {
            out.push_back({*source, std::move(baseline)});
        }
    }
    const auto failed = rows->failed();
    return failed ? base::Result<std::vector<SourceBaseline>>(*failed) : out;
}

base::Result<std::vector<SourceBaseline>> writePresenceBaselines(
    Database& database, const std::vector<SourceBaseline>& baselines) {
    const auto all = readPresenceBaselines(database);
    if (!all) {
        return all.error();
    }
    std::vector<SourceBaseline> before;
    for (const SourceBaseline& one : baselines) {
        const auto known = std::ranges::find(*all, one.source, &SourceBaseline::source);
        before.push_back({one.source, known == all->end() ? std::nullopt : known->baseline});
        if (auto done = writeOne(database, one); !done) {
            return done.error();
        }
    }
    if (auto noticed = database.run(kNoticeSql); !noticed) {
        return noticed.error();
    }
    return before;
}

}  // namespace mirrorscope::storage
