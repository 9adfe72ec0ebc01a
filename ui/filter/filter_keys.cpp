// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_keys.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/base/ip_network.h"

namespace mirrorscope::ui::filter {
namespace {

using traffic::AttackRow;
using traffic::RequestRow;

/// Longer than any cell shows: what a person reads in the detail pane can be asked for too.
constexpr std::size_t kComparedBytes = 16 * 1024;

QString shown(std::string_view bytes) {
    return QString::fromStdString(base::shownText(bytes, kComparedBytes));
}

/// What a table shows for an empty value.
QString orUnknown(const std::string& bytes) {
    return bytes.empty() ? QStringLiteral("unknown") : shown(bytes);
}

bool same(const QString& field, const QString& value) {
    return field.compare(value, Qt::CaseInsensitive) == 0;
}

/// `*` at either end leaves that end open: *.example.com, shop.*
bool sameOrOpenEnded(const QString& field, const QString& value) {
    const bool openStart = value.startsWith(QLatin1Char('*'));
    const bool openEnd = value.size() > 1 && value.endsWith(QLatin1Char('*'));
    const QString core = value.mid(openStart ? 1 : 0, value.size() - (openStart ? 1 : 0) - (openEnd ? 1 : 0));
    if (openStart && openEnd) {
        return field.contains(core, Qt::CaseInsensitive);
    }
    if (openStart) {
        return field.endsWith(core, Qt::CaseInsensitive);
    }
    return openEnd ? field.startsWith(core, Qt::CaseInsensitive) : same(field, value);
}

bool addressMatches(const std::string& field, const QString& value) {
    if (same(orUnknown(field), value)) {
        return true;
    }
    const auto network = base::IpNetwork::parse(value.toStdString());
    const auto address = base::parseAddress(field);
    return network && address && network->contains(*address);
}

bool pathMatches(const std::string& field, const QString& value) {
    const QString text = shown(field);
    return value.startsWith(QLatin1Char('=')) ? text == QStringView(value).mid(1) : text.contains(value);
}

bool hasType(const RequestRow& row, const QString& value) {
    const auto type = traffic::attackTypeByName(value.toLower().toStdString());
    return type && std::ranges::find(row.attackTypes, *type) != row.attackTypes.end();
}

bool hasFlag(const RequestRow& row, const QString& value) {
    const auto flag = traffic::flagByName(value.toLower().toStdString());
    return flag && row.flags.has(*flag);
}

bool inSpan(base::WallTime first, base::WallTime last, const QString& value) {
    const auto span = parseTimeSpan(value);
    return span && first < span->until && last >= span->from;
}

QString expected(const char* what) {
    return QCoreApplication::translate("FilterKeys", what);
}

QString anyText(const QString& value) {
    return value.isEmpty() ? expected("a value is expected") : QString();
}

QString wholeNumber(const QString& value) {
    bool valid = false;
    return value.toLongLong(&valid) > 0 && valid ? QString() : expected("an id is a whole number above 0");
}

QString addressOrBlock(const QString& value) {
    const std::string text = value.toStdString();
    if (same(value, QStringLiteral("unknown")) || base::IpNetwork::parse(text)) {
        return {};
    }
    return expected("an address is expected, such as 203.0.113.7 or 203.0.113.0/24, or the word unknown");
}

QString timeSpan(const QString& value) {
    return parseTimeSpan(value) ? QString() : expected("a time is FROM..UNTIL, such as 14:08:20..14:13:40");
}

/// Complaint for a key whose values are words of a table.
template <auto ByName, auto Name, typename Word>
QString wordOf(const QString& value) {
    if (ByName(value.toLower().toStdString())) {
        return {};
    }
    QStringList words;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Word::Count); ++i) {
        const std::string_view name = Name(static_cast<Word>(i));
        words += QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    return expected("one of these words is expected: %1").arg(words.join(QStringLiteral(", ")));
}

std::string_view typeName(traffic::AttackType type) {
    return traffic::attackTypeInfo(type).name;
}

QString toText(std::string_view name) {
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

const std::array<FilterKeyInfo, static_cast<std::size_t>(FilterKey::Count)> kTable{{
    {FilterKey::Id, "id", "id:4811902", wholeNumber,
     [](const RequestRow& row, const QString& value) { return row.id == value.toLongLong(); }, nullptr},
    {FilterKey::Source, "source", "source:edge-nginx", anyText,
     [](const RequestRow& row, const QString& value) {
         return sameOrOpenEnded(shown(row.sourceName), value);
     },
     [](const AttackRow& row, const QString& value) {
         return sameOrOpenEnded(shown(row.sourceName), value);
     }},
    {FilterKey::Kind, "kind", "kind:nginx",
     wordOf<traffic::sourceKindByName, traffic::sourceKindName, traffic::SourceKind>,
     [](const RequestRow& row, const QString& value) {
         return same(toText(sourceKindName(row.context.kind)), value);
     },
     [](const AttackRow& row, const QString& value) {
         return same(toText(sourceKindName(row.sourceKind)), value);
     }},
    {FilterKey::Listener, "listener", "listener:default", anyText,
     [](const RequestRow& row, const QString& value) { return same(shown(row.listener), value); }, nullptr},
    {FilterKey::Peer, "peer", "peer:10.0.0.12", addressOrBlock,
     [](const RequestRow& row, const QString& value) { return addressMatches(row.peer, value); }, nullptr},
    {FilterKey::Client, "client", "client:203.0.113.0/24", addressOrBlock,
     [](const RequestRow& row, const QString& value) { return addressMatches(row.context.client, value); },
     [](const AttackRow& row, const QString& value) { return addressMatches(row.attack.client, value); }},
    {FilterKey::Trust, "trust", "trust:claimed",
     wordOf<traffic::clientTrustByName, traffic::clientTrustName, traffic::ClientTrust>,
     [](const RequestRow& row, const QString& value) {
         return same(toText(clientTrustName(row.context.clientTrust)), value);
     },
     nullptr},
    {FilterKey::Scheme, "scheme", "scheme:https", anyText,
     [](const RequestRow& row, const QString& value) { return same(orUnknown(row.context.scheme), value); },
     nullptr},
    {FilterKey::Host, "host", "host:*.example.com", anyText,
     [](const RequestRow& row, const QString& value) {
         return sameOrOpenEnded(orUnknown(row.context.host), value);
     },
     [](const AttackRow& row, const QString& value) {
         return sameOrOpenEnded(orUnknown(row.attack.host), value);
     }},
    {FilterKey::Method, "method", "method:POST", anyText,
     [](const RequestRow& row, const QString& value) { return same(shown(row.method), value); },
     [](const AttackRow& row, const QString& value) {
         return shown(row.attack.endpoint).startsWith(value + QLatin1Char(' '), Qt::CaseInsensitive);
     }},
    {FilterKey::Path, "path", "path:/api, or path:=/ for exactly that", anyText,
     [](const RequestRow& row, const QString& value) { return pathMatches(row.target, value); },
     [](const AttackRow& row, const QString& value) {
         return pathMatches(row.attack.endpoint.substr(row.attack.endpoint.find(' ') + 1), value);
     }},
    {FilterKey::RequestId, "request_id", "request_id:6f1c0d9be2a94b7d8a51c04477e1f0aa", anyText,
     [](const RequestRow& row, const QString& value) {
         return same(shown(row.context.requestIdValue), value);
     },
     nullptr},
    {FilterKey::State, "state", "state:attack",
     wordOf<traffic::requestStateByName, traffic::requestStateName, traffic::RequestState>,
     [](const RequestRow& row, const QString& value) {
         return same(toText(requestStateName(row.state)), value);
     },
     nullptr},
    {FilterKey::Type, "type", "type:sqli", wordOf<traffic::attackTypeByName, typeName, traffic::AttackType>,
     hasType,
     [](const AttackRow& row, const QString& value) {
         return same(toText(typeName(row.attack.type)), value);
     }},
    {FilterKey::Severity, "severity", "severity:critical",
     wordOf<traffic::severityByName, traffic::severityName, traffic::Severity>, nullptr,
     [](const AttackRow& row, const QString& value) {
         return same(toText(severityName(row.attack.severity)), value);
     }},
    {FilterKey::Flag, "flag", "flag:synthetic",
     wordOf<traffic::flagByName, traffic::flagName, traffic::RequestFlag>, hasFlag, nullptr},
    {FilterKey::Time, "time", "time:14:08:20..14:13:40", timeSpan,
     [](const RequestRow& row, const QString& value) { return inSpan(row.time, row.time, value); },
     [](const AttackRow& row, const QString& value) {
         return inSpan(row.attack.firstSeen, row.attack.lastSeen, value);
     }},
}};

/// "14:08:20" is today in local time, anything longer ISO 8601.
std::optional<base::WallTime> parseMoment(QStringView text) {
    QDateTime moment = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!moment.isValid()) {
        const QTime time = QTime::fromString(text.toString(), Qt::ISODateWithMs);
        if (!time.isValid()) {
            return std::nullopt;
        }
        moment = QDateTime(QDate::currentDate(), time);
    }
    return base::WallTime(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
}

}  // namespace

std::span<const FilterKeyInfo> filterKeys() {
    return kTable;
}

const FilterKeyInfo& filterKeyInfo(FilterKey key) {
    return kTable[static_cast<std::size_t>(key)];
}

std::optional<FilterKey> filterKeyByName(QStringView name) {
    for (const FilterKeyInfo& info : kTable) {
        if (name.compare(toText(info.name), Qt::CaseInsensitive) == 0) {
            return info.key;
        }
    }
    return std::nullopt;
}

QStringList filterKeyNames() {
    QStringList names;
    for (const FilterKeyInfo& info : kTable) {
        names += toText(info.name);
    }
    return names;
}

std::optional<TimeSpan> parseTimeSpan(QStringView text) {
    const qsizetype dots = text.indexOf(QStringLiteral(".."));
    if (dots < 0) {
        return std::nullopt;
    }
    const auto from = parseMoment(text.left(dots));
    const auto until = parseMoment(text.mid(dots + 2));
    if (!from || !until || *from >= *until) {
        return std::nullopt;
    }
    return TimeSpan{*from, *until};
}

QString timeSpanText(const TimeSpan& span) {
    const auto moment = [](base::WallTime time) {
        const auto milliseconds =
            std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
        return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
    };
    return moment(span.from) + QStringLiteral("..") + moment(span.until);
}

}  // namespace mirrorscope::ui::filter
