// SPDX-License-Identifier: Apache-2.0
#include "core/storage/mark_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using traffic::Mark;
using traffic::RequestId;
using traffic::RequestMark;

/// A name of a later version is a mark all the same, though not one of ours.
Mark markOf(const std::string& name) {
    return traffic::markByName(name).value_or(Mark::None);
}

/// How requests are marked, one at a time.
class MarkReader {
public:
    static base::Result<MarkReader> prepare(Database& database) {
        auto statement = Statement::prepare(database,
                                            "SELECT m.colour FROM request r LEFT JOIN mark m ON "
                                            "m.request = r.id WHERE r.id = ?");
        return statement ? base::Result<MarkReader>(MarkReader(std::move(*statement))) : statement.error();
    }

    /// Unset: not stored.
    base::Result<std::optional<Mark>> mark(RequestId request) {
        std::optional<Mark> found;
        m_statement.bind(request);
        while (m_statement.next()) {
            found = markOf(m_statement.bytes(0));
        }
        if (auto failed = m_statement.failed()) {
            return *failed;
        }
        return found;
    }

private:
    explicit MarkReader(Statement statement) : m_statement(std::move(statement)) {}

    Statement m_statement;
};

}  // namespace

base::Result<std::vector<Mark>> readMarks(QueryRunner& runner, const std::vector<RequestId>& requests,
                                          const base::CancelToken& cancel) {
    std::string ids;
    for (const RequestId request : requests) {
        ids += (ids.empty() ? "" : ",") + std::to_string(request);
    }
    const auto rows = runner.gather<RequestMark>(
        "SELECT request, colour FROM mark WHERE request IN (" + ids + ")", {}, cancel,
        [](const Statement& row) { return RequestMark{row.number(0), markOf(row.bytes(1))}; });
    if (!rows) {
        return rows.error();
    }
    std::unordered_map<RequestId, Mark> byId;
    for (const RequestMark& row : *rows) {
        byId.emplace(row.request, row.mark);
    }
    std::vector<Mark> out;
    out.reserve(requests.size());
    for (const RequestId request : requests) {
        const auto found = byId.find(request);
        out.push_back(found == byId.end() ? Mark::None : found->second);
    }
    return out;
}

base::Result<std::vector<RequestMark>> writeMarks(Database& database, const std::vector<RequestMark>& marks) {
    auto reader = MarkReader::prepare(database);
    auto set = Statement::prepare(database, "INSERT OR REPLACE INTO mark (request, colour) VALUES (?,?)");
    auto remove = Statement::prepare(database, "DELETE FROM mark WHERE request = ?");
    if (!reader || !set || !remove) {
        return !reader ? reader.error() : !set ? set.error() : remove.error();
    }
    std::vector<RequestMark> before;
    for (const RequestMark& wanted : marks) {
        const auto now = reader->mark(wanted.request);
        if (!now) {
            return now.error();
        }
        if (!*now || **now == wanted.mark) {
            continue;
        }
        const auto done = wanted.mark == Mark::None
                              ? remove->bind(wanted.request).run()
                              : set->bind(wanted.request).bindText(traffic::markName(wanted.mark)).run();
        if (!done) {
            return done.error();
        }
        before.push_back({wanted.request, **now});
    }
    return before;
}

base::Result<std::vector<RequestMark>> toggleMarks(Database& database, const std::vector<RequestId>& requests,
                                                   Mark mark) {
    bool isOnAll = true;
    {
        auto reader = MarkReader::prepare(database);
        if (!reader) {
            return reader.error();
        }
        for (const RequestId request : requests) {
            const auto now = reader->mark(request);
            if (!now) {
                return now.error();
            }
            isOnAll = isOnAll && now->value_or(mark) == mark;
        }
    }
    std::vector<RequestMark> marks;
    marks.reserve(requests.size());
    for (const RequestId request : requests) {
        marks.push_back({request, isOnAll ? Mark::None : mark});
    }
    return writeMarks(database, marks);
}

}  // namespace mirrorscope::storage
