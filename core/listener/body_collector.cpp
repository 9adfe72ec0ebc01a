// SPDX-License-Identifier: Apache-2.0
#include "core/listener/body_collector.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::listener {
namespace {

/// A string that grows doubles: beyond this the next step is a whole part, not twice its half.
constexpr std::size_t kGrowsAlone = kPartBytes / 4;

}  // namespace

std::size_t BodyBudget::take(std::size_t wanted) {
    const std::size_t given = std::min(wanted, m_left);
    m_left -= given;
    return given;
}

BodyCollector::~BodyCollector() {
    takeMemory();
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
    if (!wasCut && !m_givenUp) {  // what is kept has no gaps
        keep(bytes);
    }
}

void BodyCollector::keep(std::string_view bytes) {
    while (!bytes.empty() && !m_givenUp) {
        if (m_parts != nullptr && m_kept.size() == kPartBytes && keptLength() < m_keptBytes) {
            handOut();
            continue;
        }
        std::size_t room = std::min<std::uint64_t>(bytes.size(), m_keptBytes - keptLength());
        if (m_parts != nullptr) {
            room = std::min(room, kPartBytes - m_kept.size());
        }
        if (m_budget != nullptr) {
            room = m_budget->take(room);
        }
        if (room == 0) {
            return;
        }
        if (m_parts != nullptr && m_kept.size() + room > kGrowsAlone) {
            m_kept.reserve(kPartBytes);
        }
        m_kept.append(bytes.substr(0, room));
        bytes.remove_prefix(room);
    }
}

void BodyCollector::handOut() {
    const std::size_t bytes = m_kept.size();
    m_givenUp = !m_parts->part(takeMemory());
    m_inParts += bytes;
}

KeptBody BodyCollector::takeKept() {
    KeptBody out;
    if (m_inParts > 0) {
        if (!m_kept.empty() && !m_givenUp) {
            handOut();
        }
        out.length = m_inParts;
        out.parts = m_parts->endBody();
        out.isGivenUp = out.parts == 0;
    } else {
        out.length = m_kept.size();
        out.bytes = takeMemory();
    }
    takeMemory();
    m_length = m_inParts = 0;
    m_givenUp = false;
    return out;
}

std::string BodyCollector::takeMemory() {
    if (m_budget != nullptr) {
        m_budget->giveBack(m_kept.size());
    }
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
