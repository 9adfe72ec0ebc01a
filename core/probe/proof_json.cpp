// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_json.h"

#include <boost/json.hpp>

#include "core/base/byte_text.h"

namespace mirrorscope::probe {
namespace {

namespace json = boost::json;
using std::chrono::microseconds;

json::object lagJson(const LagFigures& lag) {
    return {{"count", lag.count},
            {"p50_us", lag.p50.count()},
            {"p95_us", lag.p95.count()},
            {"p99_us", lag.p99.count()}};
}

json::object histogramJson(const LagHistogram& lags) {
    return {
        {"width_us", lags.width.count()}, {"counts", json::value_from(lags.counts)}, {"beyond", lags.beyond}};
}

json::object countsJson(const ProbeCounts& counts) {
    return {{"sent", counts.sent},
            {"arrived", counts.arrived},
            {"lost", counts.lost},
            {"duplicate", counts.duplicates},
            {"late", counts.late},
            {"refused", counts.refused},
            {"unanswered", counts.unanswered},
            {"not_chosen", counts.notChosen},
            {"not_sent", counts.notSent}};
}

json::object rowJson(const ProbeRow& row) {
    return {{"probe", formOf(row.kind).name},
            {"title", formOf(row.kind).title},
            {"verdict", verdictName(row.verdict)},
            {"result", row.word},
            {"reason", row.reason},
            {"counts", countsJson(row.counts)},
            {"body", bodyStateName(row.body)},
            {"body_bytes", row.bodyBytes},
            {"bodies_wrong", row.bodiesWrong},
            {"headers_wrong", row.headersWrong},
            {"refusal", row.refusal},
            {"lag", lagJson(row.lag)}};
}

json::object reasonJson(const Reason& reason) {
    return {{"verdict", verdictName(reason.verdict)},
            {"code", reason.code},
            {"what", base::shownText(reason.what, reason.what.size())},
            {"todo", reason.todo},
            {"patch", reason.patch}};
}

json::object headerJson(const HeaderResult& header) {
    return {{"name", base::shownText(header.name)},
            {"state", headerStateName(header.state)},
            {"missing", header.missing},
            {"wrong", header.wrong},
            {"shown", base::shownText(header.shown)}};
}

template <typename Values, typename Make>
json::array listJson(const Values& values, const Make& make) {
    json::array out;
    for (const auto& value : values) {
        out.push_back(make(value));
    }
    return out;
}

/// Readers throw what Boost.JSON throws where something is missing or of another type; readProof() catches.
microseconds readMicroseconds(const json::object& object, std::string_view name) {
    return microseconds(object.at(name).to_number<std::int64_t>());
}
std::size_t readCount(const json::object& object, std::string_view name) {
    return object.at(name).to_number<std::size_t>();
}
std::string readText(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

LagFigures readLag(const json::object& in) {
    return {readCount(in, "count"), readMicroseconds(in, "p50_us"), readMicroseconds(in, "p95_us"),
            readMicroseconds(in, "p99_us")};
}

/// Results of earlier versions have none.
LagHistogram readHistogram(const json::value* in) {
    LagHistogram out;
    if (in == nullptr) {
        return out;
    }
    const json::object& fields = in->as_object();
    out.width = readMicroseconds(fields, "width_us");
    out.beyond = readCount(fields, "beyond");
    const json::array& counts = fields.at("counts").as_array();
    if (counts.size() > kMostLagBins || out.width.count() < 0) {
        throw std::invalid_argument("lag_histogram");
    }
    for (const json::value& count : counts) {
        out.counts.push_back(count.to_number<std::size_t>());
    }
    return out;
}

ProbeCounts readCounts(const json::object& in) {
    return {readCount(in, "sent"),       readCount(in, "arrived"),    readCount(in, "lost"),
            readCount(in, "duplicate"),  readCount(in, "late"),       readCount(in, "refused"),
            readCount(in, "unanswered"), readCount(in, "not_chosen"), readCount(in, "not_sent")};
}

/// By the name that `nameOf` gives one of the first `count` values.
template <typename Enum, typename NameOf>
Enum readEnum(const json::object& in, std::string_view field, std::size_t count, const NameOf& nameOf) {
    const std::string name = readText(in, field);
    for (std::size_t i = 0; i < count; ++i) {
        if (nameOf(static_cast<Enum>(i)) == name) {
            return static_cast<Enum>(i);
        }
    }
    throw std::invalid_argument(name);
}
Verdict readVerdict(const json::object& in) {
    return readEnum<Verdict>(in, "verdict", 3, verdictName);
}

Reason readReason(const json::object& in) {
    return {readVerdict(in), readText(in, "code"), readText(in, "what"), readText(in, "todo"),
            in.contains("patch") ? readText(in, "patch") : std::string()};
}

ProbeRow readRow(const json::object& in) {
    ProbeRow row;
    row.kind =
        readEnum<ProbeKind>(in, "probe", kProbeKinds, [](ProbeKind kind) { return formOf(kind).name; });
    row.verdict = readVerdict(in);
    row.word = readText(in, "result");
    row.reason = readText(in, "reason");
    row.counts = readCounts(in.at("counts").as_object());
    row.body = readEnum<BodyState>(in, "body", 5, bodyStateName);
    row.bodyBytes = in.at("body_bytes").to_number<std::uint64_t>();
    row.bodiesWrong = readCount(in, "bodies_wrong");
    row.headersWrong = readCount(in, "headers_wrong");
    row.refusal = in.at("refusal").to_number<int>();
    row.lag = readLag(in.at("lag").as_object());
    return row;
}

HeaderResult readHeader(const json::object& in) {
    return {readText(in, "name"), readEnum<HeaderState>(in, "state", 3, headerStateName),
            readCount(in, "missing"), readCount(in, "wrong"), readText(in, "shown")};
}

base::WallTime readTime(const json::object& in, std::string_view name) {
    return base::WallTime(microseconds(in.at(name).to_number<std::int64_t>()));
}

Proof read(const json::object& in) {
    Proof proof;
    proof.via = readText(in, "via");
    proof.run = readText(in, "run");
    proof.begun = readTime(in, "begun_us");
    proof.ended = readTime(in, "ended_us");
    proof.count = readCount(in, "count");
    proof.percentage = in.at("percentage").to_number<double>();
    proof.law = readText(in, "law") == "counts" ? ShareLaw::Counts : ShareLaw::Draws;
    proof.maxLoss = in.at("max_loss").to_number<double>();
    proof.lateAfter = std::chrono::milliseconds(in.at("late_after_ms").to_number<std::int64_t>());
    proof.source = in.at("source").to_number<traffic::SourceId>();
    proof.kind =
        traffic::sourceKindByName(readText(in, "source_kind")).value_or(traffic::SourceKind::Unknown);
    proof.verdict = readVerdict(in);
    proof.headline = readText(in, "headline");
    proof.totals = readCounts(in.at("totals").as_object());
    proof.expected = {readCount(in, "expected_low"), readCount(in, "expected_high")};
    proof.warmUp = readCounts(in.at("warm_up").as_object());
    proof.lag = readLag(in.at("lag").as_object());
    proof.lags = readHistogram(in.if_contains("lag_histogram"));
    proof.cold = readLag(in.at("lag_cold").as_object());
    proof.steady = readLag(in.at("lag_steady").as_object());
    proof.clockJumps = readCount(in, "clock_jumps");
    for (const auto& reason : in.at("reasons").as_array()) {
        proof.reasons.push_back(readReason(reason.as_object()));
    }
    for (const auto& row : in.at("probes").as_array()) {
        proof.rows.push_back(readRow(row.as_object()));
    }
    for (const auto& header : in.at("headers").as_array()) {
        proof.headers.push_back(readHeader(header.as_object()));
    }
    return proof;
}

}  // namespace

std::string proofJson(const Proof& proof) {
    const json::object out{{"verdict", verdictName(proof.verdict)},
                           {"headline", base::shownText(proof.headline, proof.headline.size())},
                           {"via", proof.via},
                           {"run", proof.run},
                           {"begun", base::isoTime(proof.begun)},
                           {"ended", base::isoTime(proof.ended)},
                           {"begun_us", proof.begun.time_since_epoch().count()},
                           {"ended_us", proof.ended.time_since_epoch().count()},
                           {"count", proof.count},
                           {"percentage", proof.percentage},
                           {"law", proof.law == ShareLaw::Counts ? "counts" : "draws"},
                           {"max_loss", proof.maxLoss},
                           {"late_after_ms", proof.lateAfter.count()},
                           {"source", proof.source},
                           {"source_kind", traffic::sourceKindName(proof.kind)},
                           {"totals", countsJson(proof.totals)},
                           {"expected_low", proof.expected.low},
                           {"expected_high", proof.expected.high},
                           {"warm_up", countsJson(proof.warmUp)},
                           {"lag", lagJson(proof.lag)},
                           {"lag_histogram", histogramJson(proof.lags)},
                           {"lag_cold", lagJson(proof.cold)},
                           {"lag_steady", lagJson(proof.steady)},
                           {"clock_jumps", proof.clockJumps},
                           {"reasons", listJson(proof.reasons, reasonJson)},
                           {"probes", listJson(proof.rows, rowJson)},
                           {"headers", listJson(proof.headers, headerJson)}};
    return json::serialize(out);
}

std::optional<Proof> readProof(std::string_view text) {
    try {
        return read(json::parse(text).as_object());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace mirrorscope::probe
