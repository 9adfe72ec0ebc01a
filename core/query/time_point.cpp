// SPDX-License-Identifier: Apache-2.0
#include "core/query/time_point.h"

#include "core/base/byte_text.h"
#include "core/query/quantity.h"

namespace mirrorscope::query {
namespace {

using std::chrono::microseconds;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
/// Relative times go back this far at most, so that no sum overflows.
constexpr std::int64_t kLongestAge = 36'500 * kDay;
constexpr int kFirstYear = 1970;

/// Takes a written time apart, from its front.
class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    bool atEnd() const { return m_rest.empty(); }

    bool take(char wanted) {
        if (m_rest.empty() || m_rest.front() != wanted) {
            return false;
        }
        m_rest.remove_prefix(1);
        return true;
    }

    /// Exactly so many digits, in value at most `most`.
    std::optional<int> number(std::size_t digits, int most) {
        if (m_rest.size() < digits) {
            return std::nullopt;
        }
        int value = 0;
        for (const char c : m_rest.substr(0, digits)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(digits);
        return value <= most ? std::optional(value) : std::nullopt;
    }

    bool nextIsDigit() const { return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }

private:
    std::string_view m_rest;
};

std::optional<TimeInterval> lasting(std::int64_t first, std::int64_t length) {
    return TimeInterval{first, first + length - 1};
}

/// HH:MM, HH:MM:SS or HH:MM:SS.ffffff as time since midnight.
std::optional<TimeInterval> timeOfDay(Reader& reader) {
    const auto hour = reader.number(2, 23);
    if (!hour || !reader.take(':')) {
        return std::nullopt;
    }
    const auto minute = reader.number(2, 59);
    if (!minute) {
        return std::nullopt;
    }
    std::int64_t first = *hour * kHour + *minute * kMinute;
    if (!reader.take(':')) {
        return lasting(first, kMinute);
    }
    const auto second = reader.number(2, 59);
    if (!second) {
        return std::nullopt;
    }
    first += *second * kSecond;
    std::int64_t unit = kSecond;
    if (reader.take('.')) {
        while (unit > 1 && reader.nextIsDigit()) {
            unit /= 10;
            first += *reader.number(1, 9) * unit;
        }
        if (unit == kSecond) {
            return std::nullopt;
        }
    }
    return lasting(first, unit);
}

/// YYYY-MM-DD as microseconds since 1970.
std::optional<std::int64_t> date(Reader& reader) {
    const auto year = reader.number(4, 9999);
    if (!year || *year < kFirstYear || !reader.take('-')) {
        return std::nullopt;
    }
    const auto month = reader.number(2, 12);
    if (!month || !reader.take('-')) {
        return std::nullopt;
    }
    const auto day = reader.number(2, 31);
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day when{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!when.ok()) {
        return std::nullopt;
    }
    return microseconds(std::chrono::sys_days(when).time_since_epoch()).count();
}

/// Z or ±HH:MM; `otherwise` when nothing is left.
std::optional<std::int64_t> zone(Reader& reader, std::int64_t otherwise) {
    if (reader.atEnd()) {
        return otherwise;
    }
    if (reader.take('Z')) {
        return 0;
    }
    const bool west = reader.take('-');
    if (!west && !reader.take('+')) {
        return std::nullopt;
    }
    const auto hours = reader.number(2, 14);
    if (!hours || !reader.take(':')) {
        return std::nullopt;
    }
    const auto minutes = reader.number(2, 59);
    if (!minutes) {
        return std::nullopt;
    }
    const std::int64_t offset = *hours * kHour + *minutes * kMinute;
    return west ? -offset : offset;
}

std::optional<TimeInterval> dateAndTime(std::string_view text, std::int64_t localOffset) {
    Reader reader(text);
    const auto midnight = date(reader);
    if (!midnight) {
        return std::nullopt;
    }
    std::optional<TimeInterval> within = lasting(0, kDay);
    if (reader.take('T')) {
        within = timeOfDay(reader);
    }
    const auto offset = within ? zone(reader, localOffset) : std::nullopt;
    if (!offset || !reader.atEnd()) {
        return std::nullopt;
    }
    const std::int64_t base = *midnight - *offset;
    return TimeInterval{base + within->first, base + within->last};
}

}  // namespace

bool isRelativeTime(std::string_view text) {
    return text.starts_with('-') || base::equalsIgnoreCase(text, "now");
}

std::optional<TimeInterval> resolveTime(std::string_view text, const Moment& moment) {
    const std::int64_t now = moment.now.time_since_epoch().count();
    const std::int64_t offset = microseconds(moment.zone).count();
    if (base::equalsIgnoreCase(text, "now")) {
        return lasting(now, 1);
    }
    if (text.starts_with('-')) {
        const auto age = parseQuantity(FieldKind::Duration, text.substr(1));
        return age && *age <= kLongestAge ? lasting(now - *age, 1) : std::nullopt;
    }
    const auto days = std::chrono::floor<std::chrono::days>(moment.now + moment.zone).time_since_epoch();
    const std::int64_t midnight = microseconds(days).count() - offset;
    if (base::equalsIgnoreCase(text, "today")) {
        return lasting(midnight, kDay);
    }
    if (base::equalsIgnoreCase(text, "yesterday")) {
        return lasting(midnight - kDay, kDay);
    }
    Reader reader(text);
    if (const auto within = timeOfDay(reader); within && reader.atEnd()) {
        return TimeInterval{midnight + within->first, midnight + within->last};
    }
    return dateAndTime(text, offset);
}

}  // namespace mirrorscope::query
