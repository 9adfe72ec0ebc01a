// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/request_json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>

#include "core/base/byte_text.h"
#include "core/exchange/json_text.h"
#include "core/http/head.h"

namespace mirrorscope::exchange {
namespace {

namespace json = boost::json;

json::value knownText(std::string_view text) {
    return text.empty() ? json::value(nullptr) : jsonText(text);
}

template <typename T>
json::value knownNumber(const std::optional<T>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::array headersOf(std::string_view bytes) {
    const http::Head head(bytes);
    json::array headers;
    for (const http::Field& field : head.fields()) {
        headers.push_back(json::object{{"name", jsonText(field.name)}, {"value", jsonText(field.value)}});
    }
    return headers;
}

json::array hitsOf(const traffic::RequestDetail& detail) {
    json::array hits;
    for (const traffic::HitRow& row : detail.hits) {
        const traffic::Hit& hit = row.hit;
        hits.push_back(json::object{{"id", row.id},
                                    {"attack_id", row.attackId},
                                    {"rule_id", hit.ruleId},
                                    {"type", traffic::attackTypeInfo(hit.type).name},
                                    {"severity", traffic::severityName(hit.severity)},
                                    {"message", jsonText(hit.message)},
                                    {"point", jsonText(hit.point)},
                                    {"variable", jsonText(hit.variable)},
                                    {"matched", jsonText(hit.matched)},
                                    {"offset", knownNumber(hit.offset)},
                                    {"length", hit.length}});
    }
    return hits;
}

/// How often each reason; places would be of use to nobody who does not have the bytes.
json::object reasonsOf(const redaction::Secrets& secrets) {
    std::map<std::string, std::size_t> counts;
    for (const redaction::Secret& one : secrets) {
        ++counts[one.reason];
    }
    json::object reasons;
    for (const auto& [reason, count] : counts) {
        reasons.emplace(reason, count);
    }
    return reasons;
}

void addOrigin(const traffic::RequestDetail& detail, json::object& out) {
    const traffic::RequestContext& context = detail.row.context;
    out["listener"] = jsonText(detail.request.listener);
    out["source"] = knownText(detail.row.sourceName);
    out["source_kind"] = traffic::sourceKindName(context.kind);
    out["peer"] = detail.request.peer;
    out["client"] = knownText(context.client);
    out["client_trust"] = traffic::clientTrustName(context.clientTrust);
    out["client_from"] = knownText(context.clientFrom);
    out["scheme"] = knownText(context.scheme);
    out["host"] = knownText(context.host);
    out["port"] = knownNumber(context.port);
    out["request_id"] = knownText(context.requestIdValue);
}

void addRequest(const traffic::MirroredRequest& request, json::object& out) {
    out["form"] = traffic::requestFormName(request.form);
    out["reason"] = knownText(request.reason);
    out["method"] = jsonText(request.method);
    out["target"] = jsonText(request.target);
    out["version"] = jsonText(request.version);
    out["request_line"] = jsonText(http::Head(request.head).requestLine());
    out["headers"] = headersOf(request.head);
    out["head_bytes"] = request.head.size();
    out["body"] = jsonText(request.body);
    out["body_bytes"] = request.bodyLength;
    out["body_kept"] = request.bodyKept();
    out["body_announced"] = knownNumber(request.declaredLength);
    out["body_complete"] =
        request.form == traffic::RequestForm::Whole && request.body.size() >= request.bodyLength;
    const bool hasDigest = std::ranges::any_of(request.bodyDigest, [](auto byte) { return byte != 0; });
    out["sha256"] = hasDigest
                        ? json::value(base::toHex({reinterpret_cast<const char*>(request.bodyDigest.data()),
                                                   request.bodyDigest.size()}))
                        : json::value(nullptr);
    out["trailers"] = knownText(request.trailers);
    out["trailing"] = knownText(request.trailing);
}

}  // namespace

std::string requestJson(const traffic::RequestDetail& detail, const redaction::Secrets& secrets) {
    json::object out;
    out["id"] = detail.request.id;
    out["time"] = base::isoTime(detail.request.receivedAt);
    out["duration_us"] = detail.request.duration.count();
    addOrigin(detail, out);
    addRequest(detail.request, out);
    json::array flags;
    for (const std::string_view name : detail.row.flags.names()) {
        flags.push_back(json::string(name));
    }
    out["flags"] = std::move(flags);
    out["state"] = traffic::requestStateName(detail.row.state);
    const bool isJudged = detail.row.state != traffic::RequestState::Pending;
    out["score"] = isJudged ? json::value(detail.row.score) : json::value(nullptr);
    out["threshold"] = isJudged ? json::value(detail.row.threshold) : json::value(nullptr);
    out["rule_set"] = knownText(detail.ruleSet);
    out["hits"] = hitsOf(detail);
    out["redacted"] = reasonsOf(secrets);
    return json::serialize(out);
}

}  // namespace mirrorscope::exchange
