// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/mark.h"
#include "core/traffic/rows.h"

namespace mirrorscope::query {

/// What people and the header doctor said about a request.
struct Marks {
    std::vector<std::string> findings;  // codes of the findings about its source
    std::vector<std::string> triage;    // of its hits; empty: nothing was decided
    std::vector<std::string> tags;
    std::vector<std::string> notes;
    traffic::Mark mark = traffic::Mark::None;
};

/// A request as a filter sees it, live or stored. What a filter does not need may be left empty
/// (Predicate::needs()). One owner, one thread at a time.
class RowView {
public:
    virtual ~RowView() = default;
    virtual const traffic::RequestRow& row() const = 0;
    virtual std::string_view head() const = 0;
    virtual std::string_view body() const = 0;  // the kept part
    virtual std::span<const traffic::HitRow> hits() const = 0;
    virtual const Marks& marks() const = 0;
};

/// A row of which no more is known than the row itself. It outlives the view.
class FactsView final : public RowView {
public:
    explicit FactsView(const traffic::RequestRow& row) : m_row(row) {}
    const traffic::RequestRow& row() const override { return m_row; }
    std::string_view head() const override { return {}; }
    std::string_view body() const override { return {}; }
    std::span<const traffic::HitRow> hits() const override { return {}; }
    const Marks& marks() const override { return m_none; }

private:
    const traffic::RequestRow& m_row;
    Marks m_none;
};

}  // namespace mirrorscope::query
