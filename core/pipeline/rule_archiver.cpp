// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/rule_archiver.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::pipeline {
namespace {

/// Whoever decided first is not overruled.
constexpr std::string_view kUndecided = " -triage:confirmed,false-positive,escalated,archived";

}  // namespace

struct RuleArchiver::Found {
    storage::RequestSet requests;
    traffic::RequestId upTo = 0;
};

RuleArchiver::RuleArchiver(std::filesystem::path session, traffic::RequestId judged)
    : m_session(std::move(session)), m_first(judged) {}
RuleArchiver::~RuleArchiver() = default;

base::Result<void> RuleArchiver::open() {
    if (!m_reader) {
        auto reader = storage::SessionReader::open(m_session);
        if (!reader) {
            return reader.error();
        }
        m_reader = std::move(*reader);
    }
    if (!m_decisions) {
        auto decisions = storage::RuleDecisions::open(m_session);
        if (!decisions) {
            return decisions.error();
        }
        m_decisions = std::move(*decisions);
    }
    return {};
}

base::Result<void> RuleArchiver::beginRules(const standing::ArchiveRules& rules, base::WallTime now) {
    std::vector<std::string> names;
    for (const standing::ArchiveRule& rule : rules) {
        names.push_back(rule.name);
    }
    const bool isSame = m_places.size() == names.size() &&
                        std::ranges::all_of(names, [&](const auto& name) { return m_places.contains(name); });
    if (isSame && !m_isFirst) {
        return {};
    }
    if (auto forgotten = m_decisions->forgetAllBut(names); !forgotten) {
        return forgotten;
    }
    std::map<std::string, Place> places;
    for (const std::string& name : names) {
        const auto cursor = m_decisions->cursorOf(name);
        if (!cursor) {
            return cursor.error();
        }
        const auto known = m_places.find(name);
        places[name] = known != m_places.end() ? known->second : Place{cursor->value_or(m_first), now};
        if (!*cursor) {
            if (auto begun = m_decisions->moveTo(name, places[name].cursor); !begun) {
                return begun;
            }
        }
    }
    m_places = std::move(places);
    m_isFirst = false;
    return {};
}

base::Result<bool> RuleArchiver::round(const standing::ArchiveRules& inForce, base::WallTime now,
                                       const base::CancelToken& cancel) {
    if (auto opened = open(); !opened) {
        return opened.error();
    }
    const auto progress = m_reader->progress();
    if (!progress) {
        m_reader.reset();
        return progress.error();
    }
    const traffic::RequestId judged = progress->verdictCursor;
    if (!m_isFirst) {
        m_first = judged;
    }
    if (auto begun = beginRules(inForce, now); !begun) {
        m_decisions.reset();
        return begun.error();
    }
    bool isMore = false;
    for (const standing::ArchiveRule& rule : inForce) {
        const auto more = step(rule, now, judged, cancel);
        if (!more) {
            m_decisions.reset();  // the file may have been replaced
            m_reader.reset();
            return more.error();
        }
        isMore = isMore || *more;
    }
    if (!isMore) {
        m_reached = std::max(m_reached, judged);
    }
    return isMore;
}

base::Result<bool> RuleArchiver::step(const standing::ArchiveRule& rule, base::WallTime now,
                                      traffic::RequestId judged, const base::CancelToken& cancel) {
    Place& place = m_places[rule.name];
    if (place.cursor >= judged) {
        return false;
    }
    const auto before = m_decisions->logState();
    if (!before) {
        return before.error();
    }
    const auto found = find(rule, now, place.cursor, std::min(judged, place.cursor + kIdsOfAStep), cancel);
    if (!found) {
        return found.error();
    }
    if (!found->requests.isEmpty()) {
        const auto done = m_decisions->archive(
            {rule.name, standing::scopeOf(rule), rule.reason, now, found->requests, found->upTo, *before});
        if (!done) {
            return done.error();
        }
        if (!*done) {
            return false;  // somebody decides: the next round finds what is left for the rule
        }
        place.written = now;
    } else if (now - place.written >= kIdleCursor || now < place.written) {
        if (auto moved = m_decisions->moveTo(rule.name, found->upTo); !moved) {
            return moved.error();
        }
        place.written = now;
    }
    place.cursor = found->upTo;
    return place.cursor < judged;
}

base::Result<RuleArchiver::Found> RuleArchiver::find(const standing::ArchiveRule& rule, base::WallTime now,
                                                     traffic::RequestId after, traffic::RequestId until,
                                                     const base::CancelToken& cancel) {
    traffic::PageQuery query;
    query.after = after;
    query.newestFirst = false;
    query.limit = kMostOfAStep;
    query.filter = {"(" + rule.filter + ")" + std::string(kUndecided), now, standing::localZone(now)};
    for (;;) {
        query.until = until;
        const std::uint64_t gaveUpBefore = m_reader->gaveUp();
        const auto rows = m_reader->requests(query, cancel);
        if (!rows) {
            return rows.error();
        }
        const bool gaveUp = m_reader->gaveUp() != gaveUpBefore;
        if (gaveUp && until > after + 1) {
            until = after + (until - after) / 2;
            continue;
        }
        Found found;
        found.upTo = rows->size() == query.limit && !gaveUp ? rows->back().id : until;
        if (!gaveUp) {
            for (const traffic::RequestRow& row : *rows) {
                found.requests.add(row.id);
            }
        }
        return found;
    }
}

}  // namespace mirrorscope::pipeline
