// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/presence_matrix.h"

#include <functional>

#include "core/base/byte_text.h"

namespace mirrorscope::doctor {

void PresenceMatrix::add(traffic::SourceId source, const http::Head& head) {
    OfSource& of = m_sources[source];
    ++of.requests;
    bool uncounted = false;
    for (const http::Field& field : head.fields()) {
        std::string key = base::toLower(field.name);
        auto found = of.headers.find(key);
        if (found == of.headers.end()) {
            if (of.headers.size() == kMostNames) {
                uncounted = true;
                continue;
            }
            found = of.headers.emplace(std::move(key), Header{}).first;
        }
        Header& header = found->second;
        header.name = field.name;
        header.cell.example = field.value.substr(0, kExample);
        header.cell.requests += header.lastRequest == of.requests ? 0 : 1;
        header.lastRequest = of.requests;
        if (header.hashes.size() < kMostValues) {
            header.hashes.insert(std::hash<std::string_view>()(field.value));
        } else if (!header.cell.moreValues) {
            header.cell.moreValues = !header.hashes.contains(std::hash<std::string_view>()(field.value));
        }
    }
    of.uncounted += uncounted ? 1 : 0;
}

std::uint64_t PresenceMatrix::requestsOf(traffic::SourceId source) const {
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? 0 : found->second.requests;
}

std::uint64_t PresenceMatrix::uncountedOf(traffic::SourceId source) const {
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? 0 : found->second.uncounted;
}

std::vector<traffic::SourceId> PresenceMatrix::sources() const {
    std::vector<traffic::SourceId> out;
    for (const auto& [source, of] : m_sources) {
        out.push_back(source);
    }
    return out;
}

std::vector<PresenceMatrix::Row> PresenceMatrix::rows() const {
    std::map<std::string, Row> byName;
    for (const auto& [source, of] : m_sources) {
        for (const auto& [key, header] : of.headers) {
            Row& row = byName[key];
            row.name = header.name;
            Cell& cell = row.cells[source];
            cell = header.cell;
            cell.values = header.hashes.size();
        }
    }
    std::vector<Row> out;
    for (auto& [key, row] : byName) {
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace mirrorscope::doctor
