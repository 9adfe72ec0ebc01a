// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/secret_list.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::redaction {

void SecretList::add(std::size_t begin, std::size_t end, std::string reason) {
    end = std::min(end, m_size);
    if (begin >= end || m_hidesAll) {
        return;
    }
    m_found.push_back({begin, end - begin, std::move(reason)});
    if (m_found.size() < 2 * kMostSecrets) {
        return;
    }
    merge();  // several readings find the same
    if (m_found.size() > kMostSecrets) {
        m_hidesAll = true;
        m_found = {{0, m_size, "more secrets than are told apart"}};
    }
}

void SecretList::merge() {
    std::ranges::sort(m_found, [](const Secret& a, const Secret& b) {
        return a.offset != b.offset ? a.offset < b.offset : a.length > b.length;
    });
    Secrets merged;
    for (Secret& one : m_found) {
        if (!merged.empty() && one.offset < merged.back().offset + merged.back().length) {
            const std::size_t end =
                std::max(merged.back().offset + merged.back().length, one.offset + one.length);
            merged.back().length = end - merged.back().offset;
        } else {
            merged.push_back(std::move(one));
        }
    }
    m_found = std::move(merged);
}

Secrets SecretList::sorted(std::size_t base) && {
    merge();
    for (Secret& one : m_found) {
        one.offset += base;
    }
    return std::move(m_found);
}

std::string hidden(std::string_view bytes, const Secrets& secrets, std::string_view mark) {
    std::string out;
    out.reserve(bytes.size());
    std::size_t at = 0;
    for (const Secret& one : secrets) {
        if (one.offset >= bytes.size()) {
            break;
        }
        out.append(bytes.substr(at, one.offset - at)).append(mark);
        at = std::min(one.offset + one.length, bytes.size());
    }
    return out.append(bytes.substr(at));
}

}  // namespace mirrorscope::redaction
