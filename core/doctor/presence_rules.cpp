// SPDX-License-Identifier: Apache-2.0
// Which headers come, against what came before and what the configuration promises.
#include <array>
#include <vector>

#include "core/doctor/finding_rule.h"
#include "core/doctor/sign_share.h"

namespace mirrorscope::doctor {
namespace {

using traffic::FindingSeverity;
using traffic::SourceKind;

/// Headers that nginx writes by proxy_set_header, by their place among the remembered ones: X-Forwarded-For
/// to X-SERVER-PORT, and our markers.
constexpr std::array<std::size_t, 12> kSetByNginx{0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16};
constexpr std::size_t kSeveral = 3;

struct Counted {
    std::array<std::uint64_t, kForwardingHeaderCount> with{};
    std::uint64_t all = 0;

    explicit Counted(const Window& window) : all(window.requests.size()) {
        for (const Observation& one : window.requests) {
            for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
                with[i] += one.headers.test(i) ? 1 : 0;
            }
        }
    }
    bool always(std::size_t header) const {
        return static_cast<double>(with[header]) >= HeaderBaseline::kAlways * static_cast<double>(all);
    }
    bool never(std::size_t header) const {
        return static_cast<double>(with[header]) <= HeaderBaseline::kNever * static_cast<double>(all);
    }
};

std::string names(const std::vector<std::size_t>& headers) {
    std::string out;
    for (const std::size_t header : headers) {
        out += (out.empty() ? "" : ", ") + std::string(forwardingHeaders()[header]);
    }
    return out;
}

std::vector<std::size_t> vanished(const Window& window, const Counted& now) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
        if (window.baseline->always(i) && now.never(i)) {
            out.push_back(i);
        }
    }
    return out;
}

bool isNginx(SourceKind kind) {
    return kind == SourceKind::Nginx || kind == SourceKind::IngressNginx;
}

/// Several headers of proxy_set_header gone at once while the client's own stay: the location has got one of
/// its own.
bool looksNotInherited(const Window& window, const std::vector<std::size_t>& gone) {
    std::size_t set = 0;
    for (const std::size_t header : gone) {
        for (const std::size_t ours : kSetByNginx) {
            set += header == ours ? 1 : 0;
        }
    }
    return isNginx(window.kind) && set >= kSeveral;
}

std::optional<Evidence> notInherited(const Window& window) {
    if (window.baseline == nullptr) {
        return std::nullopt;
    }
    const auto gone = vanished(window, Counted(window));
    if (!looksNotInherited(window, gone)) {
        return std::nullopt;
    }
    return Evidence{names(gone) + " vanished together", window.requests.size(),
                    window.requests.back().request};
}

std::optional<Evidence> drift(const Window& window) {
    if (window.baseline == nullptr) {
        return std::nullopt;
    }
    const Counted now(window);
    const auto gone = vanished(window, now);
    if (looksNotInherited(window, gone)) {
        return std::nullopt;
    }
    std::vector<std::size_t> added;
    for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
        if (window.baseline->never(i) && now.always(i)) {
            added.push_back(i);
        }
    }
    if (gone.empty() && added.empty()) {
        return std::nullopt;
    }
    std::string seen = gone.empty() ? "" : "no longer " + names(gone);
    if (!added.empty()) {
        seen += (seen.empty() ? "" : ", ") + std::string("new ") + names(added);
    }
    return Evidence{std::move(seen), window.requests.size(), window.requests.back().request};
}

std::optional<Evidence> contractBroken(const Window& window) {
    if (!window.contract) {
        return std::nullopt;
    }
    const Counted now(window);
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
        if (window.contract->test(i) && !now.always(i)) {
            missing.push_back(i);
        }
    }
    if (missing.empty()) {
        return std::nullopt;
    }
    return Evidence{"without " + names(missing), now.all - now.with[missing.front()],
                    window.requests.back().request};
}

constexpr std::array kRules{
    FindingRule{"HEADERS_NOT_INHERITED", FindingSeverity::Error, 20, 20, 20,
                "three headers of proxy_set_header that were in 95 % of the first 200 requests are in 5 % "
                "now (nginx)",
                notInherited},
    FindingRule{"HEADER_DRIFT", FindingSeverity::Note, 20, 50, 20,
                "a forwarding header that was in 95 % of the first 200 requests is in 5 % now, or the other "
                "way round",
                drift},
    FindingRule{"CONTRACT_BROKEN", FindingSeverity::Warning, 20, 20, 20,
                "a header that the exported configuration promises is missing in more than 5 %",
                contractBroken},
};

}  // namespace

std::span<const FindingRule> presenceRules() {
    return kRules;
}

}  // namespace mirrorscope::doctor
