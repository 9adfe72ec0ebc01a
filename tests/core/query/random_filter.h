// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/query/syntax_tree.h"
#include "tests/core/query/random_session.h"

namespace mirrorscope::test {

/// Makes filters whose conditions are neither always nor never true of the rows: their values are taken from
/// the rows, and changed now and then.
class RandomFilter {
public:
    /// The rows must outlive it and hold at least one.
    RandomFilter(const std::vector<StoredRow>& rows, Random& random) : m_rows(rows), m_random(random) {}

    /// At most `depth` groups in each other.
    query::Node node(int depth);

private:
    query::Node leaf();
    query::Condition condition();
    query::Condition textCondition(const query::Field& field);
    query::Condition numberCondition(const query::Field& field);
    query::Condition nameCondition(const query::Field& field);
    query::Condition headerName(const query::Field& field);

    std::string textOf(const query::Field& field, const std::string& header);
    query::Operand textOperand(const query::Field& field, const std::string& value, query::Relation relation);
    query::Operand numberOperand(const query::Field& field, query::Relation relation);
    query::Operand timeOperand(query::Relation relation);
    std::string pieceOf(const std::string& text);
    std::string patternFor(const std::string& text);

    std::size_t below(std::size_t end);
    bool chance(int percent);
    const StoredRow& row();

    const std::vector<StoredRow>& m_rows;
    Random& m_random;
};

/// What the statistics call a term: "~ text", "< number", "or" …
std::string operatorName(const query::Node& node);

}  // namespace mirrorscope::test
