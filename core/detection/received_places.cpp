// SPDX-License-Identifier: Apache-2.0
#include "core/detection/received_places.h"

#include <algorithm>

namespace mirrorscope::detection {

ReceivedPlaces::ReceivedPlaces(const ClientRequest& request, const JudgedRequest& judged,
                               std::string_view version)
    : m_request(request) {
    std::size_t position = request.method.size() + 1;
    m_sections.push_back({position, {Part::Line, 0, request.targetOffset, judged.target, false}});
    position += judged.target.size() + std::string_view(" HTTP/").size() + version.size() + 1;
    for (std::size_t i = 0; i < request.headers.size(); ++i) {
        const ClientHeader& header = request.headers[i];
        const std::string_view value = judged.headerValues[i];
        position += header.name.size() + 2;
        // A rewritten value (Host) stands in the head only as far as the bytes agree.
        const bool received = request.head.size() > header.valueOffset &&
                              request.head.substr(header.valueOffset).starts_with(value);
        m_sections.push_back(
            {position, {Part::Header, i, header.valueOffset, received ? value : std::string_view{}, false}});
        position += value.size() + 1;
    }
    for (const BodyPiece& piece : judged.pieces) {
        m_sections.push_back({position + 1 + piece.judged,
                              {Part::Body, 0, request.bodyOffset + piece.received,
                               request.body->substr(piece.received, piece.length), false}});
    }
}

std::optional<Place> ReceivedPlaces::at(std::size_t enginePosition) const {
    auto next = std::ranges::upper_bound(m_sections, enginePosition, {}, &Section::start);
    if (next == m_sections.begin()) {
        return std::nullopt;
    }
    const Section& section = *std::prev(next);
    const std::size_t inside = enginePosition - section.start;
    if (inside > section.place.written.size()) {
        return std::nullopt;  // between two parts
    }
    Place place = section.place;
    if (place.part == Part::Line) {
        place.inQuery = place.written.substr(0, inside).find('?') != place.written.npos;
    }
    place.offset += inside;
    place.written.remove_prefix(inside);
    return place;
}

}  // namespace mirrorscope::detection
