// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/traffic/source.h"

namespace mirrorscope::traffic {

/// What is done with the requests of a source. All of them are stored, whatever the mode: it is known who
/// sent one only after it was acknowledged.
enum class SourceMode : std::uint8_t {
    Analyse,
    Store,   // the doctor looks at headers, the rules at nothing: state not-analysed
    Ignore,  // nobody looks: state excluded, no finding, not among the most frequent values
    Count
};

std::string_view sourceModeName(SourceMode mode);
std::optional<SourceMode> sourceModeByName(std::string_view name);

/// The colours that a source can be given: those of Okabe and Ito, told apart by colour-blind people too.
inline constexpr std::array<std::string_view, 7> kSourceColours{"blue", "orange",    "green", "purple",
                                                                "sky",  "vermilion", "yellow"};

/// What a user says of a source. Texts are empty and optionals unset where nothing is said: then options of
/// the command line and the habits of the kind decide.
struct SourceSetting {
    SourceId source = 0;
    std::string name{};
    std::string colour{};  // one of kSourceColours
    SourceMode mode = SourceMode::Analyse;
    std::optional<SourceId> mergedInto{};  // shown and counted as that one

    // How its headers are read; forwarding::SourceReading makes sense of them.
    std::string trusted{};  // CIDR blocks with commas: the source itself and proxies in front of it
    std::optional<std::size_t> hops{};  // trusted proxies in front, instead of their networks
    std::string clientHeader{};         // nginx: real_ip_header
    std::optional<bool> recursive{};    // nginx: real_ip_recursive

    std::string contract{};  // JSON, as `snippet KIND --contract --json` prints it

    bool operator==(const SourceSetting&) const = default;
};

}  // namespace mirrorscope::traffic
