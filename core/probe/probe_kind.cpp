// SPDX-License-Identifier: Apache-2.0
#include "core/probe/probe_kind.h"

#include <algorithm>
#include <array>

namespace mirrorscope::probe {
namespace {

using enum ProbeKind;
using enum BodyFraming;

constexpr std::size_t kKiB = 1U << 10U;
constexpr std::size_t kMiB = 1U << 20U;
constexpr std::string_view kBytes = "application/octet-stream";

constexpr std::array<ProbeForm, kProbeKinds> kForms{{
    {Get, "get", "GET, short", "GET"},
    {LongUrl, "long-url", "GET, 8 KB URL", "GET"},
    {Head, "head", "HEAD", "HEAD"},
    {Form, "form", "POST, form", "POST", Length, 200, "application/x-www-form-urlencoded"},
    {Json, "json", "POST, JSON", "POST", Length, 300, "application/json"},
    {Chunked, "chunked", "POST, chunked 300 KB", "POST", Chunks, 300'000, kBytes},
    {Put, "put", "PUT", "PUT", Length, kKiB, kBytes},
    {DeleteWithBody, "delete-body", "DELETE with body", "DELETE", Length, 100, "application/json"},
    {Body8K, "body-8k", "Body 8 KiB", "POST", Length, 8 * kKiB, kBytes},
    {Body64K, "body-64k", "Body 64 KiB", "POST", Length, 64 * kKiB, kBytes},
    {BodyBelow1M, "body-1m-minus-1", "Body 1 MiB - 1 B", "POST", Length, kMiB - 1, kBytes},
    {Body1M, "body-1m", "Body 1 MiB", "POST", Length, kMiB, kBytes},
    {BodyAbove1M, "body-1m-plus-1", "Body 1 MiB + 1 B", "POST", Length, kMiB + 1, kBytes},
    {Body8M, "body-8m", "Body 8 MiB", "POST", Length, 8 * kMiB, kBytes},
    {Expect, "expect", "Expect: 100-continue", "POST", Length, kKiB, kBytes},
    {ForgedChain, "forged-chain", "Forged X-Forwarded-For", "GET"},
}};

}  // namespace

std::span<const ProbeForm> probeForms() {
    return kForms;
}

const ProbeForm& formOf(ProbeKind kind) {
    return kForms[static_cast<std::size_t>(kind)];
}

std::optional<ProbeKind> probeKindByName(std::string_view name) {
    const auto found = std::ranges::find(kForms, name, &ProbeForm::name);
    return found != kForms.end() ? std::optional(found->kind) : std::nullopt;
}

}  // namespace mirrorscope::probe
