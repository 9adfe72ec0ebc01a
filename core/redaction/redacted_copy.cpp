// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/redacted_copy.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/http/head.h"
#include "core/http/request_target.h"

namespace mirrorscope::redaction {
namespace {

/// A request with more hides all its matched values: each would be looked for in each.
constexpr std::size_t kMostCompared = 200;
/// Shorter ones occur everywhere.
constexpr std::size_t kShortestCompared = 4;

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

/// The last step of "ARGS:user.password" and the like.
bool namesSecret(const traffic::Hit& hit, const Redactor& redactor) {
    const std::string_view variable = hit.variable;
    const auto colon = variable.find(':');
    const std::string_view name = colon == variable.npos ? std::string_view() : variable.substr(colon + 1);
    return variable.starts_with("REQUEST_COOKIES:") || redactor.hidesParameter(name) ||
           (variable.starts_with("REQUEST_HEADERS") && redactor.hidesHeader(name));
}

class HitRedaction {
public:
    HitRedaction(const Redactor& redactor, const Secrets& secrets, const std::string& bytes,
                 std::string_view mark)
        : m_redactor(redactor), m_secrets(secrets), m_mark(mark) {
        for (const Secret& one : secrets) {
            if (m_values.size() < kMostCompared && one.length >= kShortestCompared) {
                m_values.push_back(bytes.substr(one.offset, one.length));
                m_values.push_back(http::percentDecoded(m_values.back()));
            }
        }
    }

    void apply(traffic::Hit& hit) const {
        const bool isHidden = (hit.offset && overlaps(hit, m_secrets)) || namesSecret(hit, m_redactor) ||
                              m_secrets.size() > kMostCompared || holdsSecret(hit.matched);
        if (isHidden) {
            hit.matched = m_mark;
            hit.offset.reset();
            hit.length = 0;
        } else if (hit.offset) {
            hit.offset = movedTo(*hit.offset, m_secrets, m_mark.size());
        }
    }

private:
    bool holdsSecret(std::string_view matched) const {
        return std::ranges::any_of(
                   m_values,
                   [matched](const std::string& value) {
                       return matched.find(value) != matched.npos ||
                              (matched.size() >= kShortestCompared && value.find(matched) != value.npos);
                   }) ||
               !m_redactor.secretsOfText(matched).empty();
    }

    const Redactor& m_redactor;
    const Secrets& m_secrets;
    std::string_view m_mark;
    std::vector<std::string> m_values;
};

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
    const HitRedaction hits(redactor, copy.secrets,
                            original.head + original.body + original.trailers + original.trailing, mark);
    for (traffic::HitRow& row : copy.detail.hits) {
        hits.apply(row.hit);
    }
    return copy;
}

}  // namespace mirrorscope::redaction
