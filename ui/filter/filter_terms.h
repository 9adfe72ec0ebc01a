// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/traffic/rows.h"
#include "ui/filter/filter_keys.h"

namespace mirrorscope::ui::filter {

/// One condition: `key:value` or `-key:value`. The value is as the user typed or clicked it.
struct FilterTerm {
    FilterKey key = FilterKey::Host;
    QString value;
    bool negated = false;

    bool operator==(const FilterTerm&) const = default;
    /// As the parser reads it back: host:shop.example.com, -path:"/a b".
    QString text() const;
    /// As a chip shows it: "host shop.example.com", "not path /a b".
    QString label() const;
};

/// A filter: rows pass when for every key one of its values holds and none of its negated ones does.
/// Conditions on a key that rows of that table do not have are left out there; `ignoredBy` names them. Plain
/// value.
class FilterTerms {
public:
    FilterTerms() = default;
    explicit FilterTerms(QList<FilterTerm> terms) : m_terms(std::move(terms)) {}

    bool isEmpty() const { return m_terms.isEmpty(); }
    const QList<FilterTerm>& terms() const { return m_terms; }
    bool operator==(const FilterTerms&) const = default;

    /// The same condition twice is one; the opposite condition on the same value goes.
    void add(const FilterTerm& term);
    void removeAt(qsizetype index);
    void remove(FilterKey key);

    QString text() const;

    bool matches(const traffic::RequestRow& row) const;
    bool matches(const traffic::AttackRow& row) const;
    QList<FilterKey> ignoredBy(FilterTable table) const;

private:
    QList<FilterTerm> m_terms;
};

}  // namespace mirrorscope::ui::filter
