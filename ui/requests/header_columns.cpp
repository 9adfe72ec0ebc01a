// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/header_columns.h"

#include <algorithm>
#include <utility>

#include "core/api/session_queries.h"
#include "core/base/byte_text.h"
#include "ui/live/page_loader.h"
#include "ui/requests/header_name.h"

namespace mirrorscope::ui::requests {
namespace {

/// What a row costs beside its values.
constexpr std::size_t kRowBytes = 64;

std::size_t bytesOf(const std::vector<HeaderColumns::Value>& values) {
    std::size_t bytes = kRowBytes;
    for (const auto& value : values) {
        bytes += sizeof(value) + value.bytes.size();
    }
    return bytes;
}

}  // namespace

HeaderColumns::HeaderColumns(live::PageLoader& loader) : m_loader(loader) {}

HeaderColumns::~HeaderColumns() {
    m_token.cancel();
}

int HeaderColumns::indexOf(std::string_view name) const {
    const std::string wanted = base::toLower(name);
    const auto found =
        std::ranges::find_if(m_names, [&](const std::string& one) { return base::toLower(one) == wanted; });
    return found == m_names.end() ? -1 : static_cast<int>(found - m_names.begin());
}

bool HeaderColumns::canAdd(std::string_view name) const {
    return isHeaderName(name) && count() < kMost && indexOf(name) < 0;
}

void HeaderColumns::add(std::string name) {
    m_names.push_back(std::move(name));
    clear();
}

void HeaderColumns::remove(int column) {
    m_names.erase(m_names.begin() + column);
    clear();
}

const HeaderColumns::Value* HeaderColumns::value(traffic::RequestId id, int column) const {
    const auto found = m_values.find(id);
    return found == m_values.end() ? nullptr : &found->second[static_cast<std::size_t>(column)];
}

void HeaderColumns::want(std::vector<traffic::RequestId> ids) {
    m_wanted = std::move(ids);
    readWanted();
}

void HeaderColumns::clear() {
    m_token.cancel();
    m_reading.clear();
    m_values.clear();
    m_bytes = 0;
    readWanted();
}

void HeaderColumns::readWanted() {
    if (m_names.empty()) {
        return;
    }
    std::vector<traffic::RequestId> missing;
    std::ranges::copy_if(m_wanted, std::back_inserter(missing),
                         [this](traffic::RequestId id) { return !m_values.contains(id); });
    if (std::ranges::all_of(missing, [this](traffic::RequestId id) { return m_reading.contains(id); })) {
        return;
    }
    m_token.cancel();
    m_reading = {missing.begin(), missing.end()};
    m_token = m_loader.ask<Values>(
        this,
        [missing, names = m_names](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.headerValues(missing, names, cancel);
        },
        [this, missing](base::Result<Values> values) { onRead(missing, std::move(values)); });
}

void HeaderColumns::onRead(const std::vector<traffic::RequestId>& ids, base::Result<Values> values) {
    m_reading.clear();
    if (!values.has_value()) {
        return;  // the dots stay; the next want() asks again
    }
    for (std::size_t row = 0; row < std::min(ids.size(), values->size()); ++row) {
        std::vector<Value> kept;
        for (std::string& bytes : (*values)[row]) {
            const bool isWhole = bytes.size() <= kKeptBytes;
            bytes.resize(std::min(bytes.size(), kKeptBytes));
            bytes.shrink_to_fit();
            kept.push_back({std::move(bytes), isWhole});
        }
        kept.resize(m_names.size());
        const std::size_t size = bytesOf(kept);
        if (m_values.try_emplace(ids[row], std::move(kept)).second) {
            m_bytes += size;
        }
    }
    makeRoom();
    emit loaded();
}

void HeaderColumns::makeRoom() {
    if (m_bytes <= kCachedBytes) {
        return;
    }
    auto all = std::exchange(m_values, {});
    m_bytes = 0;
    for (const traffic::RequestId id : m_wanted) {
        if (const auto found = all.find(id); found != all.end()) {
            m_bytes += bytesOf(found->second);
            m_values.insert(std::move(*found));
            all.erase(found);
        }
    }
}

}  // namespace mirrorscope::ui::requests
