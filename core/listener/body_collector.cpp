// SPDX-License-Identifier: Apache-2.0
#include "core/listener/body_collector.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::listener {

void BodyCollector::add(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    if (!m_hash) {
        m_hash.emplace();
    }
    m_hash->update(bytes);
    m_length += bytes.size();
    m_kept.append(bytes.substr(0, m_keptBytes - std::min(m_keptBytes, m_kept.size())));
}

std::string BodyCollector::takeKept() {
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
