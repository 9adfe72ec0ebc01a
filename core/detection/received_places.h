// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/detection/client_request.h"
#include "core/detection/judged_request.h"
#include "core/detection/received_text.h"
#include "core/detection/rule_reference.h"

namespace mirrorscope::detection {

/// A part of the request, as received.
enum class Part { Line, Header, Body };

/// A position in the request: which part, what is written from there to the part's end.
struct Place {
    Part part = Part::Line;
    std::size_t header = 0;  // index, for Part::Header
    std::uint64_t offset = 0;
    std::string_view written;
    bool inQuery = false;  // Part::Line only
};

/// Translates the positions of libmodsecurity into those of the received bytes. The library numbers a request
/// of its own: "METHOD TARGET HTTP/VERSION", then "Name: value" for each header it was given, each line ended
/// by one byte, an empty line, the body. Views into the ClientRequest and its MirroredRequest.
class ReceivedPlaces {
public:
    /// `version` as given to the library ("1.1").
    ReceivedPlaces(const ClientRequest& request, const JudgedRequest& judged, std::string_view version);

    std::optional<Place> at(std::size_t enginePosition) const;
    const ClientRequest& request() const { return m_request; }

private:
    struct Section {
        std::size_t start = 0;  // in the library's numbering
        Place place;
    };

    const ClientRequest& m_request;
    std::vector<Section> m_sections;  // ascending
};

}  // namespace mirrorscope::detection
