// SPDX-License-Identifier: Apache-2.0
#include "core/storage/request_writer.h"

#include <optional>
#include <string_view>
#include <utility>

namespace mirrorscope::storage {
namespace {

constexpr char kRequestSql[] =
    "INSERT INTO request (id, time, duration, listener, peer, peer_port, form, method, target, version, "
    "flags,"
    " declared_length, head_bytes, body_bytes, body_kept, sha256, reason, offset)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr char kPayloadSql[] =
    "INSERT INTO payload (request, head, body, trailers, trailing) VALUES (?,?,?,?,?)";
constexpr char kListenerSql[] = "INSERT OR IGNORE INTO listener (name) VALUES (?)";
constexpr char kListenerIdSql[] = "SELECT id FROM listener WHERE name = ?";

std::int64_t wide(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> wide(const std::optional<std::uint64_t>& value) {
    return value ? std::optional(wide(*value)) : std::nullopt;
}

}  // namespace

base::Result<RequestWriter> RequestWriter::prepare(Database& database) {
    auto request = Statement::prepare(database, kRequestSql);
    auto payload = Statement::prepare(database, kPayloadSql);
    auto listener = Statement::prepare(database, kListenerSql);
    auto listenerId = Statement::prepare(database, kListenerIdSql);
    for (const auto* statement : {&request, &payload, &listener, &listenerId}) {
        if (!*statement) {
            return statement->error();
        }
    }
    return RequestWriter(std::move(*request), std::move(*payload), std::move(*listener),
                         std::move(*listenerId));
}

RequestWriter::RequestWriter(Statement request, Statement payload, Statement listener, Statement listenerId)
    : m_request(std::move(request)),
      m_payload(std::move(payload)),
      m_listener(std::move(listener)),
      m_listenerId(std::move(listenerId)) {}

base::Result<void> RequestWriter::insert(const traffic::MirroredRequest& request) {
    const auto listener = listenerId(request.listener);
    if (!listener) {
        return listener.error();
    }
    const std::string flags = request.flags.text();
    const std::string_view digest(reinterpret_cast<const char*>(request.bodyDigest.data()),
                                  request.bodyDigest.size());
    m_request.bind(request.id)
        .bind(std::int64_t{request.receivedAt.time_since_epoch().count()})
        .bind(std::int64_t{request.duration.count()})
        .bind(*listener)
        .bindText(request.peer)
        .bind(std::int64_t{request.peerPort})
        .bind(static_cast<std::int64_t>(request.form))
        .bindBlob(request.method)
        .bindBlob(request.target)
        .bindBlob(request.version)
        .bindText(flags)
        .bind(wide(request.declaredLength))
        .bind(wide(request.head.size()))
        .bind(wide(request.bodyLength))
        .bind(wide(request.bodyKept()))
        .bindBlob(digest)
        .bindText(request.reason)
        .bind(wide(request.offset));
    if (auto inserted = m_request.run(); !inserted) {
        return inserted;
    }
    m_payload.bind(request.id)
        .bindBlob(request.head)
        .bindBlob(request.body)
        .bindBlob(request.trailers)
        .bindBlob(request.trailing);
    return m_payload.run();
}

base::Result<std::int64_t> RequestWriter::listenerId(const std::string& name) {
    if (const auto known = m_listeners.find(name); known != m_listeners.end()) {
        return known->second;
    }
    if (auto inserted = m_listener.bindText(name).run(); !inserted) {
        return inserted.error();
    }
    m_listenerId.bindText(name);
    std::int64_t id = 0;
    while (m_listenerId.next()) {
        id = m_listenerId.number(0);
    }
    if (const auto failed = m_listenerId.failed()) {
        return *failed;
    }
    m_listeners.emplace(name, id);
    return id;
}

}  // namespace mirrorscope::storage
