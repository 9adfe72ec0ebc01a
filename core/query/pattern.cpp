// SPDX-License-Identifier: Apache-2.0
#include "core/query/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

namespace mirrorscope::query {
namespace {

/// Backtracking steps from one starting byte: under a millisecond. `(a+)+b` would take minutes without.
constexpr std::uint32_t kMatchLimit = 100'000;
/// Nested backtracking points, and the memory for them where there is no JIT.
constexpr std::uint32_t kDepthLimit = 5'000;
constexpr std::uint32_t kHeapLimitKib = 4 * 1024;
/// Parentheses in parentheses: compiling recurses.
constexpr std::uint32_t kNestLimit = 30;
/// The match limit holds for each starting byte anew, and a body has a million of them: the search goes on in
/// windows of starting bytes and looks at the clock between them.
constexpr std::chrono::milliseconds kSearchTime{100};
constexpr std::size_t kFirstWindow = 256;
constexpr std::size_t kLargestWindow = std::size_t{1} << 20U;
constexpr std::chrono::milliseconds kWindowTime{5};

// NEVER_UTF: a pattern must not switch to UTF-8 by itself, captured bytes often are none.
constexpr std::uint32_t kOptions =
    PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_USE_OFFSET_LIMIT | PCRE2_DOLLAR_ENDONLY;

struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

PCRE2_SPTR unitsOf(std::string_view bytes) {
    return reinterpret_cast<PCRE2_SPTR>(bytes.empty() ? "" : bytes.data());
}

std::string messageOf(int code) {
    std::array<PCRE2_UCHAR, 128> buffer{};
    pcre2_get_error_message(code, buffer.data(), buffer.size());
    return reinterpret_cast<const char*>(buffer.data());
}

}  // namespace

struct Pattern::Compiled {
    Owned<pcre2_code> code;
    Owned<pcre2_match_data> data;
    Owned<pcre2_match_context> context;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::variant<Pattern, Pattern::Fault> Pattern::compile(std::string_view source, bool ignoresCase) {
    if (source.size() > kLongestPattern) {
        return Fault{"at most " + std::to_string(kLongestPattern) + " bytes", kLongestPattern};
    }
    const Owned<pcre2_compile_context> limits(pcre2_compile_context_create(nullptr));
    pcre2_set_parens_nest_limit(limits.get(), kNestLimit);
    int fault = 0;
    std::size_t offset = 0;
    auto compiled = std::make_unique<Compiled>();
    compiled->code.reset(pcre2_compile(unitsOf(source), source.size(),
                                       kOptions | (ignoresCase ? PCRE2_CASELESS : 0U), &fault, &offset,
                                       limits.get()));
    if (!compiled->code) {
        return Fault{messageOf(fault), std::min(offset, source.size())};
    }
    // Without JIT the interpreter matches, with the same limits.
    pcre2_jit_compile(compiled->code.get(), PCRE2_JIT_COMPLETE);
    compiled->data.reset(pcre2_match_data_create(1, nullptr));
    compiled->context.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(compiled->context.get(), kMatchLimit);
    pcre2_set_depth_limit(compiled->context.get(), kDepthLimit);
    pcre2_set_heap_limit(compiled->context.get(), kHeapLimitKib);
    return Pattern(std::move(compiled));
}

Match Pattern::search(std::string_view bytes) const {
    Found found;
    return find(bytes, 0, found, kSearchTime);
}

Match Pattern::find(std::string_view bytes, std::size_t from, Found& found,
                    std::chrono::milliseconds patience) const {
    using Clock = std::chrono::steady_clock;
    const auto began = Clock::now();
    auto last = began;
    std::size_t window = kFirstWindow;
    while (from <= bytes.size()) {
        const std::size_t until = std::min(bytes.size(), from + window - 1);
        pcre2_set_offset_limit(m_compiled->context.get(), until);
        const int code = pcre2_match(m_compiled->code.get(), unitsOf(bytes), bytes.size(), from, 0,
                                     m_compiled->data.get(), m_compiled->context.get());
        if (code >= 0) {
            // \K inside a look-ahead can put the start behind the end.
            const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(m_compiled->data.get());
            found = {std::min(ends[0], ends[1]), std::max(ends[0], ends[1]) - std::min(ends[0], ends[1])};
            return Match::Yes;
        }
        if (code != PCRE2_ERROR_NOMATCH) {
            return Match::GaveUp;
        }
        from = until + 1;
        if (from > bytes.size()) {
            break;
        }
        const auto now = Clock::now();
        if (now - began > patience) {
            return Match::GaveUp;
        }
        window = now - last < kWindowTime ? std::min(window * 4, kLargestWindow)
                                          : std::max<std::size_t>(window / 4, 1);
        last = now;
    }
    return Match::No;
}

}  // namespace mirrorscope::query
