// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/triage_reader.h"

#include <algorithm>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::attacks {

TriageReader::TriageReader(live::PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {}

TriageReader::~TriageReader() {
    m_token.cancel();
}

void TriageReader::want(const std::vector<traffic::AttackId>& attacks) {
    for (const traffic::AttackId id : attacks) {
        if (m_isWanted.insert(id).second) {
            m_wanted.push_back(id);
        }
    }
    readNext();
}

void TriageReader::clear() {
    m_token.cancel();
    m_wanted.clear();
    m_isWanted.clear();
    m_isReading = false;
}

void TriageReader::readNext() {
    if (m_isReading || m_wanted.empty()) {
        return;
    }
    m_isReading = true;
    const auto end = m_wanted.begin() + static_cast<std::ptrdiff_t>(std::min(kAtOnce, m_wanted.size()));
    std::vector<traffic::AttackId> ids(m_wanted.begin(), end);
    m_wanted.erase(m_wanted.begin(), end);
    for (const traffic::AttackId id : ids) {
        m_isWanted.erase(id);  // from here on a new wish is a new question
    }
    m_token = m_loader.ask<std::vector<std::string>>(
        this,
        [ids](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.triageOf(ids, cancel);
        },
        [this, ids](base::Result<std::vector<std::string>> states) {
            m_isReading = false;
            if (states.has_value()) {
                Told answer;
                for (std::size_t i = 0; i < std::min(ids.size(), states->size()); ++i) {
                    answer.emplace_back(ids[i], std::move((*states)[i]));
                }
                emit told(answer);
            }
            readNext();
        },
        live::Urgency::Background);
}

}  // namespace mirrorscope::ui::attacks
