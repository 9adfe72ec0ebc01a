// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_terms.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>

#include "core/base/byte_text.h"
#include "ui/filter/filter_parser.h"

namespace mirrorscope::ui::filter {
namespace {

/// Chips keep their bar readable; the tooltip has the rest.
constexpr std::size_t kChipBytes = 64;

QString clockTime(base::WallTime time) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(milliseconds.count());
    const bool today = local.date() == QDate::currentDate();
    return local.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm:ss"));
}

QString keyName(FilterKey key) {
    const std::string_view name = filterKeyInfo(key).name;
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

template <typename Row>
auto matcherOf(FilterKey key) {
    if constexpr (std::is_same_v<Row, traffic::RequestRow>) {
        return filterKeyInfo(key).matchesRequest;
    } else {
        return filterKeyInfo(key).matchesAttack;
    }
}

template <typename Row>
bool rowPasses(const QList<FilterTerm>& terms, const Row& row) {
    constexpr auto kKeys = static_cast<std::size_t>(FilterKey::Count);
    std::array<bool, kKeys> asked{};
    std::array<bool, kKeys> held{};
    for (const FilterTerm& term : terms) {
        const auto matches = matcherOf<Row>(term.key);
        if (matches == nullptr) {
            continue;
        }
        const bool holds = matches(row, term.value);
        if (term.negated) {
            if (holds) {
                return false;
            }
            continue;
        }
        const auto key = static_cast<std::size_t>(term.key);
        asked[key] = true;
        held[key] = held[key] || holds;
    }
    return asked == held;
}

}  // namespace

QString FilterTerm::text() const {
    return (negated ? QStringLiteral("-") : QString()) + keyName(key) + QLatin1Char(':') + quotedValue(value);
}

QString FilterTerm::label() const {
    QString shown = QString::fromStdString(base::shownText(value.toStdString(), kChipBytes));
    if (key == FilterKey::Time) {
        if (const auto span = parseTimeSpan(value)) {
            shown = clockTime(span->from) + QStringLiteral(" – ") + clockTime(span->until);
        }
    }
    const QString condition = keyName(key) + QLatin1Char(' ') + shown;
    return negated ? QCoreApplication::translate("FilterTerm", "not %1").arg(condition) : condition;
}

void FilterTerms::add(const FilterTerm& term) {
    m_terms.removeIf([&](const FilterTerm& other) {
        return other.key == term.key && (other.value == term.value || term.key == FilterKey::Time);
    });
    m_terms.append(term);
}

void FilterTerms::removeAt(qsizetype index) {
    m_terms.removeAt(index);
}

void FilterTerms::remove(FilterKey key) {
    m_terms.removeIf([key](const FilterTerm& term) { return term.key == key; });
}

QString FilterTerms::text() const {
    QStringList parts;
    for (const FilterTerm& term : m_terms) {
        parts += term.text();
    }
    return parts.join(QLatin1Char(' '));
}

bool FilterTerms::matches(const traffic::RequestRow& row) const {
    return rowPasses(m_terms, row);
}

bool FilterTerms::matches(const traffic::AttackRow& row) const {
    return rowPasses(m_terms, row);
}

QList<FilterKey> FilterTerms::ignoredBy(FilterTable table) const {
    QList<FilterKey> ignored;
    for (const FilterTerm& term : m_terms) {
        const FilterKeyInfo& info = filterKeyInfo(term.key);
        const bool known =
            table == FilterTable::Requests ? info.matchesRequest != nullptr : info.matchesAttack != nullptr;
        if (!known && !ignored.contains(term.key)) {
            ignored += term.key;
        }
    }
    return ignored;
}

}  // namespace mirrorscope::ui::filter
