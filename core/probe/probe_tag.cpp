// SPDX-License-Identifier: Apache-2.0
#include "core/probe/probe_tag.h"

#include <algorithm>
#include <charconv>
#include <random>

namespace mirrorscope::probe {
namespace {

constexpr std::size_t kRunLength = 12;
constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/// The second word of a request line.
std::string_view targetIn(std::string_view requestLine) {
    const auto begin = requestLine.find(' ');
    if (begin == requestLine.npos) {
        return {};
    }
    const auto end = requestLine.find(' ', begin + 1);
    return requestLine.substr(begin + 1, end == requestLine.npos ? end : end - begin - 1);
}

}  // namespace

std::string newRun() {
    std::random_device random;
    std::uniform_int_distribution<std::size_t> letter(0, kAlphabet.size() - 1);
    std::string run;
    std::generate_n(std::back_inserter(run), kRunLength, [&] { return kAlphabet[letter(random)]; });
    return run;
}

std::optional<ProbeTag> parseTag(std::string_view text) {
    if (text.size() < kRunLength + 2 || text[kRunLength] != '-' ||
        text.substr(0, kRunLength).find_first_not_of(kAlphabet) != text.npos) {
        return std::nullopt;
    }
    ProbeTag tag{std::string(text.substr(0, kRunLength)), 0};
    const char* end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data() + kRunLength + 1, end, tag.number);
    return failed == std::errc{} && stop == end ? std::optional(std::move(tag)) : std::nullopt;
}

std::optional<ProbeTag> tagOfTarget(std::string_view target) {
    const auto query = target.find('?');
    if (query == target.npos) {
        return std::nullopt;
    }
    for (auto at = target.find(kTagParameter, query); at != target.npos;
         at = target.find(kTagParameter, at + 1)) {
        const auto value = at + kTagParameter.size();
        if (std::string_view("?&;").find(target[at - 1]) != std::string_view::npos && value < target.size() &&
            target[value] == '=') {
            const auto rest = target.substr(value + 1);
            return parseTag(rest.substr(0, rest.find_first_of("&;#")));
        }
    }
    return std::nullopt;
}

std::optional<ProbeTag> tagOf(const http::Head& head) {
    const auto value = head.value(kTagHeader);
    const auto tag = value ? parseTag(*value) : std::nullopt;
    return tag ? tag : tagOfTarget(targetIn(head.requestLine()));
}

}  // namespace mirrorscope::probe
