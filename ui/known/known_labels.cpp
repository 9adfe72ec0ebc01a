// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/known_labels.h"

#include <algorithm>
#include <utility>

#include "core/query/parser.h"
#include "ui/live/page_loader.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::known {
namespace {

using traffic::RequestId;

constexpr std::chrono::milliseconds kAgain{300};
/// Ids between two that are asked for are looked at, too: cheaper than another question.
constexpr RequestId kClose = 64;

struct Asked {
    std::uint32_t bit;
    std::string filter;
};

/// Ascending ids as ranges.
std::vector<std::pair<RequestId, RequestId>> rangesOf(std::vector<RequestId> ids) {
    std::ranges::sort(ids);
    std::vector<std::pair<RequestId, RequestId>> ranges;
    for (const RequestId id : ids) {
        if (!ranges.empty() && id - ranges.back().second <= kClose) {
            ranges.back().second = id;
        } else {
            ranges.emplace_back(id, id);
        }
    }
    return ranges;
}

}  // namespace

KnownLabels::KnownLabels(live::PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {
    m_again.setSingleShot(true);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, &KnownLabels::readWanted);
}

KnownLabels::~KnownLabels() {
    m_token.cancel();
}

void KnownLabels::setSources(const standing::KnownSources& sources, const query::Moment& moment) {
    m_sources.clear();
    m_moment = moment;
    m_asksStore = false;
    for (const standing::KnownSource& source : sources) {
        const auto filter = filter::Filter::read(source.filter, moment);
        if (!filter || m_sources.size() == standing::kMostKnownSources) {
            continue;
        }
        Source made{source, std::nullopt, filter->tree()};
        if (filter::RowJudge::canAnswer(*filter)) {
            made.judge.emplace(*filter);
        } else {
            m_asksStore = true;
        }
        m_sources.push_back(std::move(made));
    }
    clear();
}

KnownLabels::Fits KnownLabels::fitsOf(const traffic::RequestRow& row) const {
    const auto known = m_known.find(row.id);
    Fits fits = known == m_known.end() ? 0 : known->second.fits;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i].judge && m_sources[i].judge->holds(row)) {
            fits |= Fits{1} << i;
        }
    }
    return fits;
}

QStringList KnownLabels::namesOf(const traffic::RequestRow& row) const {
    QStringList names;
    const Fits fits = m_sources.empty() ? 0 : fitsOf(row);
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if ((fits >> i & 1U) != 0) {
            names << text::ownText(m_sources[i].source.name);
        }
    }
    return names;
}

std::optional<query::Node> KnownLabels::conditionOf(const traffic::RequestRow& row) const {
    const Fits fits = m_sources.empty() ? 0 : fitsOf(row);
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if ((fits >> i & 1U) != 0) {
            return m_sources[i].condition;
        }
    }
    return std::nullopt;
}

bool KnownLabels::isStale(const traffic::RequestRow& row) const {
    const auto known = m_known.find(row.id);
    return known == m_known.end() || (row.context.source != 0 && !known->second.isAttributed) ||
           (row.state != traffic::RequestState::Pending && !known->second.isJudged);
}

void KnownLabels::want(const std::vector<SharedRow>& rows) {
    m_wanted.clear();
    std::ranges::copy_if(rows, std::back_inserter(m_wanted),
                         [](const SharedRow& row) { return row != nullptr; });
    readWanted();
}

void KnownLabels::clear() {
    m_token.cancel();
    m_reading.clear();
    m_known.clear();
    readWanted();
}

void KnownLabels::readWanted() {
    if (!m_asksStore) {
        return;
    }
    std::vector<RequestId> missing;
    for (const SharedRow& row : m_wanted) {
        if (isStale(*row)) {
            missing.push_back(row->id);
        }
    }
    if (std::ranges::all_of(missing, [this](RequestId id) { return m_reading.contains(id); })) {
        return;
    }
    std::vector<Asked> asked;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (!m_sources[i].judge) {
            asked.push_back({Fits{1} << i, m_sources[i].source.filter});
        }
    }
    m_token.cancel();
    m_reading = {missing.begin(), missing.end()};
    const auto question = [missing, asked, moment = m_moment](
                              api::SessionQueries& queries,
                              const base::CancelToken& cancel) -> base::Result<Answer> {
        // Before the rows: what is told later of them is found the next time.
        const auto progress = queries.progress();
        if (!progress) {
            return progress.error();
        }
        Answer answer;
        for (const RequestId id : missing) {
            answer[id] = {0, id <= progress->contextCursor, id <= progress->verdictCursor};
        }
        for (const auto& [first, last] : rangesOf(missing)) {
            for (const Asked& one : asked) {
                traffic::PageQuery query{first - 1, false, static_cast<std::size_t>(last - first + 1), {}};
                query.filter = {one.filter, moment.now, moment.zone};
                query.until = last;
                const auto rows = queries.requests(query, cancel);
                if (!rows) {
                    return rows.error();
                }
                for (const traffic::RequestRow& row : *rows) {
                    if (const auto found = answer.find(row.id); found != answer.end()) {
                        found->second.fits |= one.bit;
                    }
                }
            }
        }
        return answer;
    };
    m_token = m_loader.ask<Answer>(this, question,
                                   [this](base::Result<Answer> answer) { onRead(std::move(answer)); });
}

void KnownLabels::onRead(base::Result<Answer> answer) {
    m_reading.clear();
    if (!answer.has_value()) {
        return;  // the next want() asks again
    }
    for (const auto& [id, known] : *answer) {
        m_known[id] = known;
    }
    if (std::ranges::any_of(m_wanted, [this](const SharedRow& row) { return isStale(*row); })) {
        m_again.start();
    }
    makeRoom();
    emit loaded();
}

void KnownLabels::makeRoom() {
    if (m_known.size() <= kKept) {
        return;
    }
    const auto all = std::exchange(m_known, {});
    for (const SharedRow& row : m_wanted) {
        if (const auto found = all.find(row->id); found != all.end()) {
            m_known.insert(*found);
        }
    }
}

}  // namespace mirrorscope::ui::known
