// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/cancel_token.h"
#include "core/lab/lab_failure.h"

namespace mirrorscope::lab {

/// The proxies that can run on one machine without a cluster.
enum class ProxyKind : std::uint8_t { Nginx, Envoy, Traefik };
/// Of the program, the verb and the snippet: "nginx".
std::string_view proxyName(ProxyKind kind);
/// The packages that have it, a sentence.
std::string_view whereToGet(ProxyKind kind);

/// A proxy of this machine.
struct ProxyProgram {
    ProxyKind kind = ProxyKind::Nginx;
    std::filesystem::path file;
    std::string version;  // "1.22.1"

    /// As numbers; what is missing is 0.
    bool isAtLeast(int major, int minor, int patch = 0) const;
    std::string nameAndVersion() const;  // "nginx 1.22.1"
    std::string text() const;            // "nginx 1.22.1 (/usr/sbin/nginx)"
};

/// PATH, and behind it where distributions put servers: that is outside of a user's PATH.
std::string usualSearchPath();
/// The first executable file of that name in directories separated by colons; relative ones are skipped.
std::optional<std::filesystem::path> searchProgram(std::string_view name, std::string_view searchPath);

/// From what the program prints of itself; empty when it is not a proxy of that kind.
std::string versionIn(ProxyKind kind, std::string_view printed);

/// `named`: a file or a name; empty: the kind's own name. Runs it to ask for its version, for at most
/// `within`. NotFound with the package that has it; NotStarted when it says nothing that such a proxy would.
LabResult<ProxyProgram> findProxy(ProxyKind kind, const std::string& named, std::string_view searchPath,
                                  std::chrono::milliseconds within, const base::CancelToken& cancel);

}  // namespace mirrorscope::lab
