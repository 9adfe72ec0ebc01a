// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/text_secrets.h"

#include <algorithm>

#include "core/redaction/reading.h"
#include "core/redaction/scans.h"

namespace mirrorscope::redaction {
namespace {

using Clock = std::chrono::steady_clock;

/// False when it gave up.
bool findPattern(const query::Pattern& pattern, std::string_view text, Search& search, const Report& report) {
    const auto began = Clock::now();
    std::size_t from = 0;
    auto match = query::Match::Yes;
    while (from <= text.size() && match == query::Match::Yes) {
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
        if (spent >= search.patternTime) {
            match = query::Match::GaveUp;
            break;
        }
        query::Pattern::Found found;
        match = pattern.find(text, from, found, search.patternTime - spent);
        if (match == query::Match::Yes) {
            report(found.offset, found.offset + found.length, "pattern");
            from = std::max(from + 1, found.offset + found.length);
        }
    }
    search.patternTime -= std::min(
        search.patternTime, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began));
    return match != query::Match::GaveUp;
}

void findByForm(const Reading& reading, const TextTraits& traits, Search& search, const Report& report) {
    const std::string_view text = reading.bytes();
    findWebTokens(text, report);
    findSchemeCredentials(text, report);
    findUserinfo(text, report);
    if (traits.mayHoldCards) {
        findCardNumbers(text, report);
    }
    findNamedValues(text, search.names, report);
    findElements(text, search.names, report);
    for (const query::Pattern& pattern : search.patterns) {
        if (!findPattern(pattern, text, search, report)) {
            report(0, text.size(), "pattern gave up");
        }
    }
}

}  // namespace

void findTextSecrets(std::string_view text, std::size_t at, const TextTraits& traits, Search& search,
                     SecretList& list) {
    if (text.size() > kLongestReading) {
        list.add(at, at + text.size(), "too long to look through");
        return;
    }
    const Report here = [&](std::size_t begin, std::size_t end, std::string reason) {
        list.add(at + begin, at + end, std::move(reason));
    };
    if (traits.isForm) {
        findFormFields(text, search.names, here);
    }
    if (!traits.boundary.empty()) {
        findMultipartFields(text, traits.boundary, search.names, here);
    }
    forEachReading(text, [&](const Reading& reading) {
        if (list.hidesAll()) {
            return;
        }
        findByForm(reading, traits, search, [&](std::size_t begin, std::size_t end, std::string reason) {
            const auto [first, last] = reading.sourceSpan(begin, end);
            here(first, last, std::move(reason));
        });
    });
}

}  // namespace mirrorscope::redaction
