// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/known_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/byte_text.h"

namespace mirrorscope::ui::filter {
namespace {

using query::FieldId;

/// Fields that proxies and their clients send; names are nobody's secret and need not be learned.
constexpr std::array<std::string_view, 14> kHeaderNames{"X-Forwarded-For",
                                                        "Forwarded",
                                                        "X-Real-IP",
                                                        "X-Forwarded-Proto",
                                                        "X-Forwarded-Host",
                                                        "X-Request-Id",
                                                        "Via",
                                                        "traceparent",
                                                        "Host",
                                                        "User-Agent",
                                                        "Cookie",
                                                        "Referer",
                                                        "Content-Type",
                                                        "Authorization"};

bool beginsWith(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && base::equalsIgnoreCase(text.substr(0, word.size()), word);
}

}  // namespace

void KnownValues::learn(const traffic::RequestRow& row) {
    count(FieldId::Listener, row.listener);
    count(FieldId::Peer, row.peer);
    count(FieldId::Method, row.method);
    count(FieldId::Version, row.version);
    if (row.target.starts_with('/')) {
        count(FieldId::Path, std::string_view(row.target).substr(0, row.target.find('?')));
    }
    if (row.context.source != 0) {
        learn(row.context, row.sourceName);
    }
}

void KnownValues::learn(const traffic::RequestContext& context, const std::string& sourceName) {
    count(FieldId::Source, sourceName);
    count(FieldId::Client, context.client);
    count(FieldId::ClientFrom, context.clientFrom);
    count(FieldId::Host, context.host);
    count(FieldId::Scheme, context.scheme);
    count(FieldId::RequestIdFrom, context.requestIdFrom);
    count(FieldId::ServerAddr, context.serverAddress);
}

void KnownValues::count(FieldId field, std::string_view value) {
    if (value.empty() || value.size() > kValueBytes) {
        return;
    }
    Counts& counts = m_counts[field];
    ++counts[std::string(value)];
    if (counts.size() > kValues) {
        makeRoom(counts);
    }
}

void KnownValues::makeRoom(Counts& counts) {
    // The rare half goes: what comes often comes again.
    std::vector<std::uint64_t> sorted;
    for (const auto& [value, seen] : counts) {
        sorted.push_back(seen);
    }
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    std::size_t surplus = counts.size() / 2;
    std::erase_if(counts,
                  [&](const auto& entry) { return entry.second <= *middle && surplus > 0 && surplus-- > 0; });
}

std::vector<std::string> KnownValues::beginningWith(FieldId field, std::string_view word) const {
    std::vector<std::string> values;
    if (field == FieldId::Has || field == FieldId::Missing) {
        for (const std::string_view name : kHeaderNames) {
            if (beginsWith(name, word)) {
                values.emplace_back(name);
            }
        }
        return values;
    }
    const auto counts = m_counts.find(field);
    if (counts == m_counts.end()) {
        return values;
    }
    std::vector<std::pair<std::uint64_t, std::string>> found;
    for (const auto& [value, seen] : counts->second) {
        if (beginsWith(value, word)) {
            found.emplace_back(seen, value);
        }
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (auto& [seen, value] : found) {
        values.push_back(std::move(value));
    }
    return values;
}

}  // namespace mirrorscope::ui::filter
