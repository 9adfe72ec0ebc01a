// SPDX-License-Identifier: Apache-2.0
#include "core/query/field_values.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

namespace mirrorscope::query {
namespace {

using traffic::HitRow;

std::string hexDigest(const base::Sha256& digest) {
    return base::toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

template <typename Read>
void eachHit(const RowView& row, std::vector<std::string_view>& out, const Read& read) {
    for (const HitRow& hit : row.hits()) {
        out.push_back(read(hit));
    }
}

void append(const std::vector<std::string>& texts, std::vector<std::string_view>& out) {
    out.insert(out.end(), texts.begin(), texts.end());
}

/// The texts of facts and context: one each.
std::string_view singleText(FieldId id, const traffic::RequestRow& row) {
    switch (id) {
        case FieldId::Listener:
            return row.listener;
        case FieldId::Peer:
            return row.peer;
        case FieldId::Method:
            return row.method;
        case FieldId::Target:
            return row.target;
        case FieldId::Path:
            return http::splitTarget(row.target).path;
        case FieldId::Query:
            return http::splitTarget(row.target).query;
        case FieldId::Version:
            return row.version;
        case FieldId::Reason:
            return row.reason;
        case FieldId::Source:
            return row.sourceName;
        case FieldId::Client:
            return row.context.client;
        case FieldId::ClientFrom:
            return row.context.clientFrom;
        case FieldId::Scheme:
            return row.context.scheme;
        case FieldId::Host:
            return row.context.host;
        case FieldId::ServerAddr:
            return row.context.serverAddress;
        case FieldId::RequestId:
            return row.context.requestIdValue;
        case FieldId::RequestIdFrom:
            return row.context.requestIdFrom;
        default:
            return {};
    }
}

template <typename Number>
void known(const std::optional<Number>& value, std::vector<std::int64_t>& out) {
    if (value) {
        out.push_back(static_cast<std::int64_t>(*value));
    }
}

std::int64_t signedNumber(std::uint64_t value) {
    return static_cast<std::int64_t>(value);  // as stored
}

template <typename Enum>
std::size_t indexOf(Enum value) {
    return static_cast<std::size_t>(value);
}

}  // namespace

void readTexts(FieldId id, std::string_view header, const RowView& row, TextValues& out) {
    out.views.clear();
    switch (id) {
        case FieldId::Sha256:
            out.made = hexDigest(row.row().bodyDigest);
            out.views.emplace_back(out.made);
            return;
        case FieldId::Head:
            out.views.push_back(row.head());
            return;
        case FieldId::Body:
            out.views.push_back(row.body());
            return;
        case FieldId::Header:
            out.views = http::Head(row.head()).values(header);
            return;
        case FieldId::ClientAlternatives:
            for (const auto& alternative : row.row().context.clientAlternatives) {
                out.views.emplace_back(alternative.address);
            }
            return;
        case FieldId::Message:
            return eachHit(row, out.views, [](const HitRow& h) -> std::string_view { return h.hit.message; });
        case FieldId::Point:
            return eachHit(row, out.views, [](const HitRow& h) -> std::string_view { return h.hit.point; });
        case FieldId::Variable:
            return eachHit(row, out.views,
                           [](const HitRow& h) -> std::string_view { return h.hit.variable; });
        case FieldId::Matched:
            return eachHit(row, out.views, [](const HitRow& h) -> std::string_view { return h.hit.matched; });
        case FieldId::Finding:
            return append(row.marks().findings, out.views);
        case FieldId::Tag:
            return append(row.marks().tags, out.views);
        case FieldId::Note:
            return append(row.marks().notes, out.views);
        default:
            out.views.push_back(singleText(id, row.row()));
    }
}

void readNumbers(FieldId id, const RowView& view, std::vector<std::int64_t>& out) {
    const traffic::RequestRow& row = view.row();
    out.clear();
    switch (id) {
        case FieldId::Id:
            return out.push_back(row.id);
        case FieldId::Time:
            return out.push_back(row.time.time_since_epoch().count());
        case FieldId::Duration:
            return out.push_back(row.duration.count());
        case FieldId::PeerPort:
            return out.push_back(row.peerPort);
        case FieldId::HeadBytes:
            return out.push_back(signedNumber(row.headBytes));
        case FieldId::BodyBytes:
            return out.push_back(signedNumber(row.bodyBytes));
        case FieldId::BodyKept:
            return out.push_back(signedNumber(row.bodyKept));
        case FieldId::Offset:
            return known(row.offset, out);
        case FieldId::ClientPort:
            return known(row.context.clientPort, out);
        case FieldId::Port:
            return known(row.context.port, out);
        case FieldId::ServerPort:
            return known(row.context.serverPort, out);
        case FieldId::Hits:
            return out.push_back(signedNumber(view.hits().size()));
        case FieldId::Score:
            if (row.state != traffic::RequestState::Pending) {
                out.push_back(row.score);
            }
            return;
        case FieldId::Rule:
        case FieldId::Attack:
            for (const HitRow& hit : view.hits()) {
                const std::int64_t number = id == FieldId::Rule ? hit.hit.ruleId : hit.attackId;
                if (id == FieldId::Rule || number != 0) {
                    out.push_back(number);
                }
            }
            return;
        default:
            return;
    }
}

void readNames(FieldId id, const RowView& view, std::vector<std::size_t>& out) {
    const traffic::RequestRow& row = view.row();
    out.clear();
    switch (id) {
        case FieldId::Form:
            return out.push_back(indexOf(row.form));
        case FieldId::SourceKind:
            return out.push_back(indexOf(row.context.kind));
        case FieldId::ClientTrust:
            return out.push_back(indexOf(row.context.clientTrust));
        case FieldId::State:
            return out.push_back(indexOf(row.state));
        case FieldId::Flag:
            for (std::size_t i = 0; i < indexOf(traffic::RequestFlag::Count); ++i) {
                if (row.flags.has(static_cast<traffic::RequestFlag>(i))) {
                    out.push_back(i);
                }
            }
            return;
        case FieldId::Type:
            std::ranges::transform(row.attackTypes, std::back_inserter(out), indexOf<traffic::AttackType>);
            return;
        case FieldId::Severity:
            for (const HitRow& hit : view.hits()) {
                out.push_back(indexOf(hit.hit.severity));
            }
            return;
        case FieldId::Mark:
            return out.push_back(indexOf(view.marks().mark));
        case FieldId::Triage:
            for (const std::string& state : view.marks().triage) {
                if (const auto index = nameIndex(field(id), state)) {
                    out.push_back(*index);
                }
            }
            if (view.marks().triage.empty()) {
                out.push_back(0);  // "new" is the first of the list
            }
            return;
        default:
            return;
    }
}

}  // namespace mirrorscope::query
