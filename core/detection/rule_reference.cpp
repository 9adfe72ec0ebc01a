// SPDX-License-Identifier: Apache-2.0
#include "core/detection/rule_reference.h"

#include <charconv>
#include <system_error>

namespace mirrorscope::detection {
namespace {

bool takeNumber(std::string_view& text, std::size_t& value) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{}) {
        return false;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

/// "133,19" behind its letter. The library writes -1 for a length it does not know.
std::optional<Span> takeSpan(std::string_view& text) {
    Span span;
    text.remove_prefix(1);
    if (!takeNumber(text, span.offset) || !text.starts_with(',')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    if (!takeNumber(text, span.length)) {
        return std::nullopt;
    }
    return span;
}

/// "t:urlDecodeUni,t:lowercase"; names are letters and digits, so the next match begins at "o" or "v" only
/// after a name that the library knows: it is cut where digits follow directly.
std::string_view takeTransformations(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const char c = text[end];
        const bool nextMatch =
            (c == 'o' || c == 'v') && end + 1 < text.size() && text[end + 1] >= '0' && text[end + 1] <= '9';
        if (nextMatch) {
            break;
        }
        ++end;
    }
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

}  // namespace

std::vector<MatchReference> readRuleReference(std::string_view text) {
    std::vector<MatchReference> matches;
    // Where the current match stands: an "o" after "v" or "t" begins a new one, so does a "v" after "v" or
    // "t".
    bool ended = true;
    const auto current = [&]() -> MatchReference& {
        if (ended) {
            matches.emplace_back();
            ended = false;
        }
        return matches.back();
    };
    while (!text.empty()) {
        if (text.front() == 'o') {
            ended = ended || matches.back().origin.has_value();
            const auto span = takeSpan(text);
            if (!span) {
                break;
            }
            MatchReference& match = current();
            match.matched = match.matched ? match.matched : span;  // later ones are capture groups
        } else if (text.front() == 'v') {
            ended = ended || matches.back().origin.has_value();
            const auto span = takeSpan(text);
            if (!span) {
                break;
            }
            current().origin = span;
        } else if (text.starts_with("t:")) {
            current().transformations = takeTransformations(text);
            ended = true;
        } else {
            break;
        }
    }
    return matches;
}

}  // namespace mirrorscope::detection
