// SPDX-License-Identifier: Apache-2.0
#include "core/storage/detail_reader.h"

#include <array>
#include <numeric>
#include <utility>

#include "core/storage/row_decoding.h"
#include "core/storage/statement.h"
#include "core/storage/transaction.h"
#include "core/storage/triage_state.h"

namespace mirrorscope::storage {

using namespace std::string_literals;

base::Result<std::string> readBodyInParts(QueryRunner& runner, traffic::RequestId id,
                                          const base::CancelToken& cancel) {
    const auto parts = runner.gather<std::string>(
        "SELECT p.bytes FROM body b JOIN body_part p ON p.body = b.id WHERE b.request = ? ORDER BY p.part",
        {id}, cancel, [](const Statement& row) { return row.bytes(0); });
    if (!parts) {
        return parts.error();
    }
    std::string body;
    body.reserve(std::accumulate(parts->begin(), parts->end(), std::size_t{0},
                                 [](std::size_t sum, const auto& part) { return sum + part.size(); }));
    for (const std::string& part : *parts) {
        body += part;
    }
    return body;
}

namespace {

base::Result<traffic::UserMarks> readMarks(QueryRunner& runner, traffic::RequestId id,
                                           const base::CancelToken& cancel) {
    const auto time = [](std::int64_t stamp) { return base::WallTime(std::chrono::microseconds(stamp)); };
    auto decisions = runner.gather<traffic::TriageDecision>(
        "SELECT DISTINCT rule_id, point, state, time, reason FROM " + decidedHitsOf("?1") +
            " ORDER BY rule_id, point",
        {id}, cancel, [&](const Statement& row) {
            const auto state = traffic::triageStateByName(row.bytes(2));
            return traffic::TriageDecision{row.number(0), row.bytes(1),
                                           state.value_or(traffic::TriageState::New), time(row.number(3)),
                                           row.bytes(4)};
        });
    auto notes = runner.gather<traffic::Note>("SELECT id, time, text FROM note WHERE request = ? ORDER BY id",
                                              {id}, cancel, [&](const Statement& row) {
                                                  return traffic::Note{row.number(0), time(row.number(1)),
                                                                       row.bytes(2)};
                                              });
    auto tags = runner.gather<std::string>("SELECT name FROM tag WHERE request = ? ORDER BY name", {id},
                                           cancel, [](const Statement& row) { return row.bytes(0); });
    auto colour = runner.gather<std::string>("SELECT colour FROM mark WHERE request = ?", {id}, cancel,
                                             [](const Statement& row) { return row.bytes(0); });
    if (!decisions || !notes || !tags || !colour) {
        return !decisions ? decisions.error()
               : !notes   ? notes.error()
               : !tags    ? tags.error()
                          : colour.error();
    }
    return traffic::UserMarks{std::move(*decisions), std::move(*notes), std::move(*tags),
                              colour->empty() ? std::string() : std::move(colour->front())};
}

}  // namespace

base::Result<traffic::RequestDetail> readDetail(QueryRunner& runner, traffic::RequestId id,
                                                const base::CancelToken& cancel) {
    // One state of the session for all of it, while the journal writes on.
    const auto snapshot = Transaction::begin(runner.database(), Transaction::Kind::Snapshot);
    if (!snapshot) {
        return snapshot.error();
    }
    auto found = runner.gather<traffic::RequestDetail>(
        "SELECT "s + kRowColumns + " FROM " + kRowTables + " WHERE r.id = ?", {id}, cancel,
        [](const Statement& row) {
            traffic::RequestDetail detail;
            detail.request = readFacts(row, 0);
            detail.row = readRequestRow(row);
            detail.error = row.bytes(kRowColumnCount - 3);
            detail.engine = row.bytes(kRowColumnCount - 2);
            detail.ruleSet = row.bytes(kRowColumnCount - 1);
            return detail;
        });
    if (!found) {
        return found.error();
    }
    if (found->empty()) {
        return base::Error{base::ErrorCode::RequestNotFound, {std::to_string(id)}};
    }
    traffic::RequestDetail detail = std::move(found->front());
    auto payload = runner.gather<std::array<std::string, 4>>(
        "SELECT head, body, trailers, trailing FROM payload WHERE request = ?", {id}, cancel,
        [](const Statement& row) {
            return std::array{row.bytes(0), row.bytes(1), row.bytes(2), row.bytes(3)};
        });
    auto hits = runner.gather<traffic::HitRow>(
        "SELECT "s + kHitColumns + " FROM " + kHitTables + " WHERE h.request = ? ORDER BY h.id", {id}, cancel,
        readHit);
    if (!payload || !hits) {
        return payload ? hits.error() : payload.error();
    }
    if (!payload->empty()) {
        auto& [head, body, trailers, trailing] = payload->front();
        detail.request.head = std::move(head);
        detail.request.body = std::move(body);
        detail.request.trailers = std::move(trailers);
        detail.request.trailing = std::move(trailing);
    }
    if (detail.row.bodyKept > detail.request.body.size()) {
        auto body = readBodyInParts(runner, id, cancel);
        if (!body) {
            return body.error();
        }
        detail.request.body = std::move(*body);
    }
    detail.hits = std::move(*hits);
    auto marks = readMarks(runner, id, cancel);
    if (!marks) {
        return marks.error();
    }
    detail.marks = std::move(*marks);
    return detail;
}

}  // namespace mirrorscope::storage
