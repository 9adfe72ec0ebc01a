// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_setting_check.h"

#include <algorithm>
#include <string>

#include "core/forwarding/source_reading.h"

namespace mirrorscope::forwarding {
namespace {

/// Names stand in lines of text, on the command line and in files: no line ends, no control characters.
bool isName(const std::string& name) {
    return name.size() <= kLongestSourceName &&
           std::ranges::none_of(name, [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

base::Error invalid(const char* option, const std::string& value, std::string expectation) {
    return {base::ErrorCode::InvalidArgument, {option, value, std::move(expectation)}};
}

std::string colourNames() {
    std::string names;
    for (const std::string_view colour : traffic::kSourceColours) {
        names.append(names.empty() ? "" : ", ").append(colour);
    }
    return names;
}

}  // namespace

base::Result<void> checkSourceSetting(const traffic::SourceSetting& setting) {
    if (!isName(setting.name)) {
        return invalid("--name", setting.name,
                       "one line of at most " + std::to_string(kLongestSourceName) + " bytes");
    }
    const bool isColour =
        std::ranges::find(traffic::kSourceColours, setting.colour) != traffic::kSourceColours.end();
    if (!setting.colour.empty() && !isColour) {
        return invalid("--colour", setting.colour, "one of " + colourNames());
    }
    const auto reading = SourceReading::from(setting);
    return reading ? base::Result<void>() : reading.error();
}

}  // namespace mirrorscope::forwarding
