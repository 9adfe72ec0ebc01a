// SPDX-License-Identifier: Apache-2.0
#include "core/storage/finding_mutes.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <string>
#include <string_view>

#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

namespace json = boost::json;

constexpr std::string_view kPrefix = "finding.mute:";
/// The character behind ':' ends the range of keys.
constexpr char kReadSql[] =
    "SELECT key, value FROM meta WHERE key >= 'finding.mute:' AND key < 'finding.mute;'";

std::string keyOf(const traffic::FindingKey& key) {
    return std::string(kPrefix) + std::to_string(key.source) + ":" + key.code;
}

std::optional<traffic::FindingKey> readKey(std::string_view text) {
    text.remove_prefix(kPrefix.size());
    traffic::FindingKey key;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), key.source);
    if (read.ec != std::errc() || read.ptr == text.data() + text.size() || *read.ptr != ':') {
        return std::nullopt;
    }
    key.code.assign(read.ptr + 1, text.data() + text.size());
    return key;
}

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

std::optional<base::WallTime> timeIn(const json::object& object, std::string_view name) {
    const auto* member = object.if_contains(name);
    return member != nullptr && member->is_int64()
               ? std::optional(base::WallTime(std::chrono::microseconds(member->get_int64())))
               : std::nullopt;
}

std::string valueOf(const traffic::FindingMute& mute) {
    json::object value{{"reason", mute.reason}, {"at", stamp(mute.at)}};
    if (mute.until) {
        value["until"] = stamp(*mute.until);
    }
    return json::serialize(value);
}

std::optional<traffic::FindingMute> readMute(std::string_view key, std::string_view text) {
    json::error_code broken;
    const json::value value = json::parse(text, broken);
    const auto* object = broken ? nullptr : value.if_object();
    auto read = readKey(key);
    if (object == nullptr || !read) {
        return std::nullopt;
    }
    traffic::FindingMute mute{
        std::move(*read), {}, timeIn(*object, "at").value_or(base::WallTime{}), timeIn(*object, "until")};
    if (const auto* reason = object->if_contains("reason"); reason != nullptr && reason->is_string()) {
        mute.reason = reason->get_string();
    }
    return mute;
}

}  // namespace

base::Result<std::vector<traffic::FindingMute>> readFindingMutes(Database& database) {
    auto rows = Statement::prepare(database, kReadSql);
    if (!rows) {
        return rows.error();
    }
    std::vector<traffic::FindingMute> mutes;
    while (rows->next()) {
        if (auto mute = readMute(rows->bytes(0), rows->bytes(1))) {
            mutes.push_back(std::move(*mute));
        }
    }
    const auto failed = rows->failed();
    return failed ? base::Result<std::vector<traffic::FindingMute>>(*failed) : mutes;
}

base::Result<std::optional<traffic::FindingMute>> writeFindingMute(
    Database& database, const traffic::FindingKey& key, const std::optional<traffic::FindingMute>& mute) {
    auto all = readFindingMutes(database);
    if (!all) {
        return all.error();
    }
    std::optional<traffic::FindingMute> before;
    for (traffic::FindingMute& one : *all) {
        if (one.key == key) {
            before = std::move(one);
        }
    }
    auto change =
        Statement::prepare(database, mute ? "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)"
                                          : "DELETE FROM meta WHERE key = ?1");
    if (!change) {
        return change.error();
    }
    const std::string name = keyOf(key);
    const std::string value = mute ? valueOf(*mute) : std::string();
    change->bindText(name);
    if (mute) {
        change->bindText(value);
    }
    if (auto done = change->run(); !done) {
        return done.error();
    }
    return before;
}

}  // namespace mirrorscope::storage
