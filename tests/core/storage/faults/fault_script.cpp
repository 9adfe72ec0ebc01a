// SPDX-License-Identifier: Apache-2.0
#include "tests/core/storage/faults/fault_script.h"

#include <sqlite3.h>

#include <QTest>
#include <algorithm>

#include "core/storage/session_file.h"
#include "core/storage/session_reader.h"
#include "core/storage/statement.h"
#include "tests/core/storage/recorded_analysis.h"

namespace mirrorscope::test {
namespace {

using State = traffic::Delivery::State;

/// Of a part here: small, so that a case is quick.
constexpr std::size_t kPart = 20'000;
/// SQLite brings its log home every so many pages, 1,000 without a word: with fewer a case is short, and
/// there are several checkpoints in it.
constexpr int kCheckpointPages = 40;
constexpr std::size_t kLargeBody = 200'000;

/// SQLite calls it for every connection that is opened.
int shortenLog(sqlite3* connection, char** /*message*/, const sqlite3_api_routines* /*routines*/) {
    return sqlite3_wal_autocheckpoint(connection, kCheckpointPages);
}

/// While it lives, connections have a short log.
class ShortLog {
public:
    ShortLog() { sqlite3_auto_extension(entry()); }
    ~ShortLog() { sqlite3_cancel_auto_extension(entry()); }
    ShortLog(const ShortLog&) = delete;
    ShortLog& operator=(const ShortLog&) = delete;

private:
    using Entry = void (*)();
    static Entry entry() { return reinterpret_cast<Entry>(shortenLog); }
};

std::string filler(const std::string& seed, std::size_t bytes) {
    std::string out;
    out.reserve(bytes + seed.size());
    while (out.size() < bytes) {
        out += seed;
    }
    out.resize(bytes);
    return out;
}

std::string quoted(const std::string& target) {
    return "'" + target + "'";  // of ours only: letters, digits, slashes
}

}  // namespace

void FaultScript::run() {
    const ShortLog shortLog;
    auto opened = storage::Journal::open(m_session, {});
    m_opened = opened.has_value();
    if (!m_opened) {
        return;
    }
    storage::Journal& journal = **opened;
    journal.addReceiver(m_outcomes);
    offerGroup(journal, "/first", 10, 0);
    offerInParts(journal, "/parts", 3);
    offerGroup(journal, "/middle", 5, 30'000);
    recordAnalysis(journal);
    offerGroup(journal, "/large", 3, kLargeBody);
    offerGroup(journal, "/last", 5, 100);
    for (int attempt = 0; attempt < 3 && !m_recovered; ++attempt) {
        m_recovered = storeOne(journal, "/recovered/" + std::to_string(attempt));
    }
    opened->reset();
}

bool FaultScript::storeOne(storage::Journal& journal, const std::string& target, const std::string& body) {
    auto one = delivery(target, body);
    const bool taken = journal.offer(one);
    m_all.push_back({one, body, taken});
    m_taken += taken ? 1 : 0;
    settleAll();
    return one->state() == State::Stored;
}

void FaultScript::offerGroup(storage::Journal& journal, const std::string& name, std::size_t count,
                             std::size_t bodyBytes) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::string target = name + "/" + std::to_string(i);
        const std::string body = filler(target, bodyBytes);
        auto one = delivery(target, body);
        if (i % 4 == 3) {
            one->markLate();
        }
        const bool taken = journal.offer(one);
        m_all.push_back({std::move(one), body, taken});
        m_taken += taken ? 1 : 0;
    }
    settleAll();
}

void FaultScript::offerInParts(storage::Journal& journal, const std::string& name, std::size_t parts) {
    const traffic::BodyKey key = journal.newBody();
    const std::string body = filler(name, parts * kPart);
    for (std::size_t i = 0; i < parts; ++i) {
        auto part = std::make_shared<traffic::PartDelivery>();
        part->part.body = key;
        part->part.index = static_cast<std::int64_t>(i);
        part->part.bytes = body.substr(i * kPart, kPart);
        if (!journal.offerPart(part)) {
            journal.dropBody(key);
            return;
        }
    }
    auto one = delivery(name);
    one->request.bodyParts = key;
    one->request.partsBytes = one->request.bodyLength = body.size();
    one->request.bodyDigest = base::sha256(body);
    const bool taken = journal.offer(one);
    m_all.push_back({std::move(one), body, taken});
    m_taken += taken ? 1 : 0;
    settleAll();
}

/// Waits for the followers' rows, but not for a disk that takes none.
void FaultScript::recordAnalysis(storage::Journal& journal) {
    const traffic::RequestId last = journal.status().lastId;
    if (last == 0) {
        return;
    }
    journal.record(contexts(1, last));
    journal.record(verdicts(1, last));
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(250);
    while (journal.backgroundBacklog() > 0 && std::chrono::steady_clock::now() < end) {
        QTest::qWait(1);
    }
}

void FaultScript::settleAll() {
    if (!m_outcomes.waitFor(m_taken)) {
        qFatal("a request was neither stored nor refused within ten seconds");
    }
}

std::size_t FaultScript::stored() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        m_all, [](const Offered& one) { return one.taken && one.delivery->state() == State::Stored; }));
}

std::size_t FaultScript::failed() const {
    return m_all.size() - stored();
}

std::string FaultScript::check(const std::filesystem::path& session) const {
    auto database = storage::openForRecording(session);
    if (!database) {
        return "the session does not open: " + database.error().arguments.back();
    }
    const auto reader = storage::SessionReader::open(session);
    const auto text = [&](const std::string& sql) {
        auto statement = storage::Statement::prepare(*database, sql.c_str());
        return statement && statement->next() ? statement->bytes(0) : std::string("unreadable");
    };
    if (const auto sound = text("PRAGMA integrity_check"); sound != "ok") {
        return "integrity_check: " + sound;
    }
    for (const char* cursor : {"context", "verdict"}) {
        if (text(
                std::string(
                    "SELECT request <= (SELECT ifnull(max(id), 0) FROM request) FROM cursor WHERE name = '") +
                cursor + "'") != "1") {
            return std::string("the cursor ") + cursor + " is beyond what is stored";
        }
    }
    for (const Offered& one : m_all) {
        const traffic::MirroredRequest& request = one.delivery->request;
        const std::string rows =
            text("SELECT count(*) FROM request WHERE target = CAST(" + quoted(request.target) + " AS BLOB)");
        const bool stored = one.taken && one.delivery->state() == State::Stored;
        if (rows != "1" && (stored || rows != "0")) {
            return request.target + (stored ? " was acknowledged" : " was refused") + " and is there " +
                   rows + " times";
        }
        if (!stored) {
            continue;
        }
        const auto detail = (*reader)->detail(request.id);
        if (!detail || detail->request.target != request.target || detail->request.head != request.head ||
            detail->request.body != one.body) {
            return request.target + " is not what was acknowledged";
        }
    }
    return {};
}

std::size_t FaultScript::keptThoughRefused(const std::filesystem::path& session) const {
    const auto reader = storage::SessionReader::open(session);
    const auto rows = (*reader)->requests({0, true, 1000});
    return rows ? rows->size() - stored() : 0;
}

std::size_t FaultScript::lost(const std::filesystem::path& session) const {
    const auto reader = storage::SessionReader::open(session);
    std::size_t lost = 0;
    for (const Offered& one : m_all) {
        if (!one.taken || one.delivery->state() != State::Stored) {
            continue;
        }
        const auto detail = reader ? (*reader)->detail(one.delivery->request.id)
                                   : base::Result<traffic::RequestDetail>(reader.error());
        lost +=
            detail && detail->request.head == one.delivery->request.head && detail->request.body == one.body
                ? 0
                : 1;
    }
    return lost;
}

}  // namespace mirrorscope::test
