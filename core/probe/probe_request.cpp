// SPDX-License-Identifier: Apache-2.0
#include "core/probe/probe_request.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace mirrorscope::probe {
namespace {

/// Of one chunk: 300 KB come in about 19, as programs that stream send them.
constexpr std::size_t kChunk = 16'000;

std::string letters(std::size_t count, std::uint32_t seed) {
    std::minstd_rand random(seed + 1);
    std::string out(count, 'a');
    for (char& c : out) {
        c = static_cast<char>('a' + random() % 26);
    }
    return out;
}

/// `frame` around letters, as long as asked.
std::string filled(const std::string& before, const std::string& after, const PlannedProbe& probe) {
    const std::size_t wanted = formOf(probe.kind).bodyBytes;
    const std::size_t around = before.size() + after.size();
    return before + letters(wanted > around ? wanted - around : 0, probe.tag.number) + after;
}

std::string bodyOf(const PlannedProbe& probe) {
    const ProbeForm& form = formOf(probe.kind);
    if (form.framing == BodyFraming::None) {
        return {};
    }
    if (probe.kind == ProbeKind::Form) {
        return filled("probe=" + probe.tag.text() + "&text=", "", probe);
    }
    return form.contentType == "application/json"
               ? filled("{\"probe\":\"" + probe.tag.text() + "\",\"text\":\"", "\"}", probe)
               : filled("", "", probe);
}

std::string inChunks(const std::string& body) {
    std::string out;
    for (std::size_t at = 0; at < body.size(); at += kChunk) {
        const std::size_t size = std::min(kChunk, body.size() - at);
        char digits[20];
        std::snprintf(digits, sizeof digits, "%zx\r\n", size);
        out.append(digits).append(body, at, size).append("\r\n");
    }
    return out + "0\r\n\r\n";
}

std::string targetOf(const PlannedProbe& probe, const ProbeUrl& url) {
    std::string target = url.path + "?" + (url.query.empty() ? "" : url.query + "&");
    target.append(kTagParameter).append("=").append(probe.tag.text());
    if (probe.kind == ProbeKind::LongUrl && target.size() + 6 < kLongTarget) {
        target += "&fill=";
        target += letters(kLongTarget - target.size(), probe.tag.number);
    }
    return target;
}

}  // namespace

ProbeRequest requestOf(const PlannedProbe& probe, const ProbeUrl& url) {
    const ProbeForm& form = formOf(probe.kind);
    const std::string body = bodyOf(probe);
    ProbeRequest out;
    out.isHead = form.method == "HEAD";
    out.expectsContinue = probe.kind == ProbeKind::Expect;
    out.bodyBytes = body.size();
    out.bodyDigest = base::sha256(body);
    out.head.append(form.method).append(" ").append(targetOf(probe, url)).append(" HTTP/1.1\r\n");
    const auto field = [&](std::string_view name, std::string_view value) {
        out.head.append(name).append(": ").append(value).append("\r\n");
    };
    field("Host", url.authority());
    field("User-Agent", "Mirrorscope/" MIRRORSCOPE_VERSION " (probe)");
    field("Accept", "*/*");
    field(kTagHeader, probe.tag.text());
    if (probe.kind == ProbeKind::ForgedChain) {
        field("X-Forwarded-For", kForgedAddress);
    }
    if (form.framing != BodyFraming::None) {
        field("Content-Type", form.contentType);
    }
    if (form.framing == BodyFraming::Length) {
        field("Content-Length", std::to_string(body.size()));
        out.framedBody = body;
    } else if (form.framing == BodyFraming::Chunks) {
        field("Transfer-Encoding", "chunked");
        out.framedBody = inChunks(body);
    }
    if (out.expectsContinue) {
        field("Expect", "100-continue");
    }
    out.head += "\r\n";
    return out;
}

}  // namespace mirrorscope::probe
