// SPDX-License-Identifier: Apache-2.0
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <optional>
#include <string>

#include "app/headless/listen_view.h"
#include "app/headless/live_rows.h"
#include "app/headless/row_columns.h"
#include "app/headless/row_writer.h"
#include "core/base/error_text.h"

namespace mirrorscope::headless {
namespace {

namespace json = boost::json;

void put(const json::object& line) {
    std::printf("%s\n", json::serialize(line).c_str());
}

template <typename Row>
void putRow(const char* event, const Row& row, Columns<Row> columns) {
    std::string line = std::string("{\"event\":\"") + event + "\"";
    for (const Column<Row>& column : columns) {
        line += ",\"" + std::string(column.name) + "\":" + jsonValue(column.cell(row));
    }
    std::printf("%s}\n", line.c_str());
}

json::object counters(const traffic::ListenerCounters& status) {
    return {{"received", status.received},
            {"stored", status.stored},
            {"refused", status.refused},
            {"in_flight", status.inFlight},
            {"late", status.late},
            {"malformed", status.malformed},
            {"connections_refused", status.connectionsRefused},
            {"connections_empty", status.connectionsEmpty}};
}

json::array peers(const api::ListenerStatus& listener) {
    json::array all;
    for (const traffic::PeerCounters& one : listener.peers) {
        all.push_back(json::object{{"peer", one.peer},
                                   {"not_allowed", one.notAllowed},
                                   {"over_limit", one.overLimit},
                                   {"empty", one.empty},
                                   {"unreadable", one.unreadable},
                                   {"first_seen", base::isoTime(one.firstSeen)},
                                   {"last_seen", base::isoTime(one.lastSeen)}});
    }
    return all;
}

/// One object a line: listening, request (when judged), attack (when it grew), removed by retention, missed,
/// failure, summary.
class JsonListenView final : public ListenView {
public:
    void started(const api::ServiceStatus& status) override {
        m_rows.emplace(status.analysis.state == api::AnalysisState::Running);
        for (const auto& listener : status.listeners) {
            put({{"event", "listening"},
                 {"listener", listener.address.name},
                 {"address", listener.address.text()}});
        }
        std::fflush(stdout);
    }

    void update(const api::ServiceStatus& status, const api::LiveBatch& batch) override {
        if (batch.missed > 0) {
            put({{"event", "missed"}, {"count", batch.missed}});
        }
        m_rows->add(batch, putRequest);
        for (const auto& event : batch.events) {
            if (const auto* judged = std::get_if<api::RequestJudged>(event.get())) {
                for (const traffic::AttackRow& attack : judged->attacks) {
                    putRow("attack", attack, attackColumns());
                }
            }
        }
        reportRemoved(status);
        reportFailure(status);
        std::fflush(stdout);
    }

    void finished(const api::ServiceStatus& status, const api::LiveBatch& batch) override {
        update(status, batch);
        m_rows->finishAll(putRequest);
        json::object summary{{"event", "summary"}};
        for (const auto& [name, value] : counters(status.totals())) {
            summary[name] = value;
        }
        summary["not_analysed_yet"] = status.analysis.verdictBacklog;
        json::object listeners;
        for (const auto& listener : status.listeners) {
            json::object one = counters(listener);
            one["peers"] = peers(listener);
            listeners[listener.address.name] = std::move(one);
        }
        summary["listeners"] = std::move(listeners);
        put(summary);
    }

private:
    static void putRequest(const traffic::RequestRow& row) { putRow("request", row, requestColumns()); }

    void reportRemoved(const api::ServiceStatus& status) {
        if (status.removed.requests != m_removed) {
            m_removed = status.removed.requests;
            put({{"event", "removed"},
                 {"requests", m_removed},
                 {"newest", status.removed.newest},
                 {"at", base::isoTime(status.removed.at)}});
        }
    }

    void reportFailure(const api::ServiceStatus& status) {
        const bool failing = status.storageFailure.has_value();
        if (failing != m_failing) {
            m_failing = failing;
            put({{"event", failing ? "storage_failing" : "storage_recovered"},
                 {"message",
                  failing ? base::errorText(*status.storageFailure) : std::string("Stored again")}});
        }
    }

    std::optional<LiveRows> m_rows;
    bool m_failing = false;
    std::uint64_t m_removed = 0;  // that was told
};

}  // namespace

std::unique_ptr<ListenView> makeJsonView() {
    return std::make_unique<JsonListenView>();
}

}  // namespace mirrorscope::headless
