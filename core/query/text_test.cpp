// SPDX-License-Identifier: Apache-2.0
#include "core/query/text_test.h"

#include "core/base/byte_text.h"

namespace mirrorscope::query {
std::optional<TextTest> TextTest::make(TextRelation relation, std::string_view operand) {
    switch (relation) {
        case TextRelation::Equals:
            return TextTest(std::string(operand));
        case TextRelation::Contains:
            return TextTest(ByteSearch(operand));
        case TextRelation::InNetwork:
            if (auto network = base::IpNetwork::parse(operand)) {
                return TextTest(*network);
            }
            return std::nullopt;
        case TextRelation::Matches:
        case TextRelation::MatchesIgnoringCase:
            break;
    }
    auto compiled = Pattern::compile(operand, relation == TextRelation::MatchesIgnoringCase);
    if (auto* pattern = std::get_if<Pattern>(&compiled)) {
        return TextTest(std::move(*pattern));
    }
    return std::nullopt;
}

Match TextTest::operator()(std::string_view value) const {
    if (const auto* pattern = std::get_if<Pattern>(&m_comparison)) {
        return pattern->search(value);
    }
    bool holds = false;
    if (const auto* network = std::get_if<base::IpNetwork>(&m_comparison)) {
        const auto address = base::parseAddress(value);
        holds = address && network->contains(*address);
    } else if (const auto* part = std::get_if<ByteSearch>(&m_comparison)) {
        holds = part->occursIn(value);
    } else {
        holds = base::equalsIgnoreCase(value, std::get<std::string>(m_comparison));
    }
    return holds ? Match::Yes : Match::No;
}

}  // namespace mirrorscope::query
