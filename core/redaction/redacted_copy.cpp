// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/redacted_copy.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/redaction/secret_values.h"

namespace mirrorscope::redaction {
namespace {

/// The secrets of one part, places counted from its first byte.
Secrets secretsIn(const Secrets& all, std::size_t begin, std::size_t size) {
    Secrets part;
    for (const Secret& one : all) {
        if (one.offset >= begin && one.offset < begin + size) {
            part.push_back({one.offset - begin, one.length, one.reason});
        }
    }
    return part;
}

/// Where a byte went; nothing when it is hidden.
std::optional<std::uint64_t> movedTo(std::uint64_t offset, const Secrets& secrets, std::size_t mark) {
    std::uint64_t moved = offset;
    for (const Secret& one : secrets) {
        if (one.offset > offset) {
            break;
        }
        if (offset < one.offset + one.length) {
            return std::nullopt;
        }
        moved = moved - one.length + mark;
    }
    return moved;
}

bool overlaps(const traffic::Hit& hit, const Secrets& secrets) {
    return std::ranges::any_of(secrets, [&](const Secret& one) {
        return *hit.offset < one.offset + one.length &&
               one.offset < *hit.offset + std::max<std::uint64_t>(hit.length, 1);
    });
}

void hideMatch(traffic::Hit& hit, const Secrets& secrets, bool holdsSecret, std::string_view mark) {
    if (holdsSecret || (hit.offset && overlaps(hit, secrets))) {
        hit.matched = mark;
        hit.offset.reset();
        hit.length = 0;
    } else if (hit.offset) {
        hit.offset = movedTo(*hit.offset, secrets, mark.size());
    }
}

}  // namespace

RedactedCopy redactedCopy(const traffic::RequestDetail& detail, const Redactor& redactor,
                          std::string_view mark) {
    const traffic::MirroredRequest& original = detail.request;
    RedactedCopy copy{detail, redactor.secretsOf(original), false};
    if (copy.secrets.empty()) {
        return copy;
    }
    traffic::MirroredRequest& request = copy.detail.request;
    std::size_t base = 0;
    const auto hide = [&](std::string& part) {
        const std::size_t size = part.size();
        const Secrets secrets = secretsIn(copy.secrets, base, size);
        base += size;
        part = hidden(part, secrets, mark);
        return !secrets.empty();
    };
    hide(request.head);
    copy.changesBody = hide(request.body);
    hide(request.trailers);
    hide(request.trailing);
    if (!request.target.empty()) {
        const http::Head head(request.head);
        request.target = std::string(http::splitRequestLine(head.requestLine()).target);
        copy.detail.row.target = request.target;
    }
    if (copy.changesBody) {
        request.bodyDigest = {};
        copy.detail.row.bodyDigest = {};
    }
    if (original.offset) {
        request.offset = movedTo(*original.offset, copy.secrets, mark.size());
        copy.detail.row.offset = request.offset;
    }
    const SecretValues values(copy.secrets,
                              original.head + original.body + original.trailers + original.trailing);
    for (traffic::HitRow& row : copy.detail.hits) {
        hideMatch(row.hit, copy.secrets, values.areIn(row.hit, redactor), mark);
    }
    return copy;
}

}  // namespace mirrorscope::redaction
