// SPDX-License-Identifier: Apache-2.0
#include "core/lab/proxy_program.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <thread>
#include <vector>

#include "core/lab/child_process.h"

namespace mirrorscope::lab {
namespace {

constexpr std::chrono::milliseconds kLook{20};
constexpr std::size_t kMostPrinted = 4096;

struct KindFacts {
    std::string_view name;
    std::string_view asksVersion;
    std::string_view package;  // where it comes from
};

constexpr std::array kFacts{
    KindFacts{"nginx", "-v", "It is in the package nginx of Debian, Ubuntu, Fedora and Homebrew."},
    KindFacts{"envoy", "--version", "It is in the package envoy of apt.envoyproxy.io and of Homebrew."},
    KindFacts{
        "traefik", "version",
        "It is one file of the releases of github.com/traefik/traefik, or the package traefik of Homebrew."},
};

const KindFacts& factsOf(ProxyKind kind) {
    return kFacts[static_cast<std::size_t>(kind)];
}

bool isProgram(const std::filesystem::path& file) {
    struct stat facts{};
    return ::stat(file.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) && ::access(file.c_str(), X_OK) == 0;
}

std::string_view trimmedStart(std::string_view text) {
    return text.substr(std::min(text.size(), text.find_first_not_of(" \tv")));
}

/// "1.40.0" of "1.40.0/Clean"; empty unless there is a point in it.
std::string numberAt(std::string_view text) {
    const std::string_view number = text.substr(0, text.find_first_not_of("0123456789."));
    const auto dot = number.find('.');
    return dot != 0 && dot != number.npos && dot + 1 < number.size() ? std::string(number) : std::string();
}

LabFailure notThere(ProxyKind kind, const std::string& named, const std::filesystem::path& file) {
    const KindFacts& facts = factsOf(kind);
    if (!file.empty()) {
        return {LabFailure::Kind::NotFound,
                file.string() + " is not a program that can be run",
                "Give the file of " + std::string(facts.name) + " with --program.",
                {}};
    }
    const std::string name = named.empty() ? std::string(facts.name) : named;
    return {LabFailure::Kind::NotFound,
            name + " is not on PATH",
            "Give --program FILE. " + std::string(facts.package),
            {}};
}

LabFailure notThatKind(ProxyKind kind, const std::filesystem::path& file, std::string printed) {
    const std::string name(proxyName(kind));
    return {
        LabFailure::Kind::NotStarted,
        file.string() + " " + std::string(factsOf(kind).asksVersion) + " does not name a version of " + name,
        "Give the file of " + name + " itself with --program.", std::move(printed)};
}

}  // namespace

std::string_view proxyName(ProxyKind kind) {
    return factsOf(kind).name;
}

std::string_view whereToGet(ProxyKind kind) {
    return factsOf(kind).package;
}

bool ProxyProgram::isAtLeast(int major, int minor, int patch) const {
    std::array<int, 3> have{};
    const char* at = version.data();
    const char* const end = at + version.size();
    for (int& part : have) {
        const auto [behind, failed] = std::from_chars(at, end, part);
        if (failed != std::errc() || behind == end) {
            break;
        }
        at = behind + 1;
    }
    return have >= std::array{major, minor, patch};
}

std::string ProxyProgram::nameAndVersion() const {
    return std::string(proxyName(kind)) + " " + version;
}

std::string ProxyProgram::text() const {
    return nameAndVersion() + " (" + file.string() + ")";
}

std::string usualSearchPath() {
    const char* path = std::getenv("PATH");
    return std::string(path != nullptr ? path : "/usr/bin:/bin") + ":/usr/local/sbin:/usr/sbin:/sbin";
}

std::optional<std::filesystem::path> searchProgram(std::string_view name, std::string_view searchPath) {
    while (!searchPath.empty()) {
        const auto colon = searchPath.find(':');
        const std::string_view directory = searchPath.substr(0, colon);
        searchPath.remove_prefix(colon == searchPath.npos ? searchPath.size() : colon + 1);
        const auto file = std::filesystem::path(directory) / name;
        if (directory.starts_with('/') && isProgram(file)) {
            return file;
        }
    }
    return std::nullopt;
}

/// nginx version: nginx/1.22.1 — envoy  version: 84305a6c…/1.40.0/Clean/… — Version:      3.7.0
std::string versionIn(ProxyKind kind, std::string_view printed) {
    const bool isTraefik = kind == ProxyKind::Traefik;
    const std::string_view word = isTraefik ? "Version:" : "version:";
    const auto at = printed.find(word);
    if (at == printed.npos || (!isTraefik && printed.find(proxyName(kind)) > at)) {
        return {};
    }
    std::string_view line = printed.substr(at + word.size());
    line = line.substr(0, line.find('\n'));
    if (isTraefik) {
        return numberAt(trimmedStart(line));
    }
    for (auto slash = line.find('/'); slash != line.npos; slash = line.find('/', slash + 1)) {
        if (std::string number = numberAt(line.substr(slash + 1)); !number.empty()) {
            return number;
        }
    }
    return {};
}

LabResult<ProxyProgram> findProxy(ProxyKind kind, const std::string& named, std::string_view searchPath,
                                  std::chrono::milliseconds within, const base::CancelToken& cancel) {
    const bool isFile = named.find('/') != named.npos;
    const auto found = isFile ? std::optional(std::filesystem::absolute(named))
                              : searchProgram(named.empty() ? proxyName(kind) : named, searchPath);
    if (!found || !isProgram(*found)) {
        return notThere(kind, named, isFile ? std::filesystem::path(named) : std::filesystem::path());
    }
    auto child = ChildProcess::start(
        {*found, {std::string(factsOf(kind).asksVersion)}, {}, {"PATH=" + std::string(searchPath)}, {}});
    if (!child) {
        return LabFailure{LabFailure::Kind::NotStarted,
                          "Cannot run " + found->string() + ": " + child.error().message(),
                          "Check the file, or give another one with --program.",
                          {}};
    }
    const auto end = std::chrono::steady_clock::now() + within;
    while (!(*child)->hasEnded() && !cancel.isCancelled() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kLook);
    }
    if (cancel.isCancelled()) {
        return failureOf({base::ErrorCode::Cancelled, {}});
    }
    std::string printed = (*child)->output(kMostPrinted);
    std::string version = versionIn(kind, printed);
    if (version.empty()) {
        return notThatKind(kind, *found, std::move(printed));
    }
    return ProxyProgram{kind, *found, std::move(version)};
}

}  // namespace mirrorscope::lab
