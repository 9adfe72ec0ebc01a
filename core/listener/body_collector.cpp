// SPDX-License-Identifier: Apache-2.0
#include "core/listener/body_collector.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::listener {

std::size_t BodyBudget::take(std::size_t wanted) {
    const std::size_t given = std::min(wanted, m_left);
    m_left -= given;
    return given;
}

BodyCollector::~BodyCollector() {
    takeKept();
}

void BodyCollector::add(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    if (!m_hash) {
        m_hash.emplace();
    }
    m_hash->update(bytes);
    const bool wasCut = isCut();
    m_length += bytes.size();
    if (wasCut) {
        return;  // what is kept has no gaps
    }
    std::size_t room = std::min(bytes.size(), m_keptBytes - m_kept.size());
    if (m_budget != nullptr) {
        room = m_budget->take(room);
    }
    m_kept.append(bytes.substr(0, room));
}

std::string BodyCollector::takeKept() {
    if (m_budget != nullptr) {
        m_budget->giveBack(m_kept.size());
    }
    m_length = 0;
    return std::exchange(m_kept, {});
}

base::Sha256 BodyCollector::takeDigest() {
    static const base::Sha256 empty = base::sha256({});
    if (!m_hash) {
        return empty;
    }
    const base::Sha256 digest = m_hash->finish();
    m_hash.reset();
    return digest;
}

}  // namespace mirrorscope::listener
