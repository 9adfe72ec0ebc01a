// SPDX-License-Identifier: Apache-2.0
#include "core/detection/hit_tracer.h"

#include <optional>

#include "core/detection/json_places.h"
#include "core/detection/received_text.h"

namespace mirrorscope::detection {
namespace {

/// Names come from strangers (an argument's name may be a megabyte); a hit keeps this much of them.
constexpr std::size_t kNameBytes = 512;

struct Writing {
    std::uint64_t offset = 0;
    std::string_view text;
    Encoding encoding = Encoding::None;
};

std::string_view collectionOf(std::string_view variable) {
    return variable.substr(0, variable.find(':'));
}

bool isArgument(std::string_view variable) {
    return collectionOf(variable).starts_with("ARGS");
}

std::string_view upTo(std::string_view text, char end) {
    return text.substr(0, text.find(end));
}

bool isJsonArgument(const EngineMatch& match) {
    return match.body == BodyKind::Json && !match.isQueryArgument && isArgument(match.variable);
}

/// The whole body for what has no position of its own (XML text, names in JSON).
std::optional<Writing> wholeBody(const ReceivedPlaces& places, Encoding encoding) {
    const ClientRequest& request = places.request();
    if (!request.body) {
        return std::nullopt;
    }
    return Writing{request.bodyOffset, *request.body, encoding};
}

std::optional<Writing> jsonWriting(const EngineMatch& match, const ReceivedPlaces& places) {
    const auto body = wholeBody(places, Encoding::Json);
    if (!body || collectionOf(match.variable) == "ARGS_NAMES") {
        return std::nullopt;
    }
    const auto colon = match.variable.find(':');
    const auto span = colon == std::string::npos
                          ? std::nullopt
                          : findJsonValue(body->text, std::string_view(match.variable).substr(colon + 1));
    if (!span) {
        return std::nullopt;
    }
    return Writing{body->offset + span->offset, body->text.substr(span->offset, span->length),
                   Encoding::Json};
}

/// What is written where the engine says the value began.
std::optional<Writing> writingAt(const EngineMatch& match, const Place& place) {
    Writing writing{place.offset, place.written, Encoding::None};
    switch (place.part) {
        case Part::Line:
            writing.encoding = isArgument(match.variable) ? Encoding::Form : Encoding::Percent;
            writing.text = isArgument(match.variable) ? upTo(place.written, '&') : place.written;
            break;
        case Part::Header:
            writing.text =
                match.variable.starts_with("REQUEST_COOKIES") ? upTo(place.written, ';') : place.written;
            writing.encoding = Encoding::Percent;
            break;
        case Part::Body:
            if (match.body == BodyKind::Multipart) {
                writing.text = place.written.substr(0, match.reference->origin->length);
            } else if (isArgument(match.variable)) {
                writing.text = upTo(place.written, '&');
                writing.encoding = Encoding::Form;
            }
            break;
    }
    return writing;
}

std::optional<Writing> findWriting(const EngineMatch& match, const ReceivedPlaces& places,
                                   const std::optional<Place>& place) {
    if (isJsonArgument(match)) {
        return jsonWriting(match, places);
    }
    if (collectionOf(match.variable) == "XML") {
        return wholeBody(places, Encoding::Xml);
    }
    if (match.variable == "REQUEST_BODY") {
        return wholeBody(places, Encoding::None);
    }
    return place ? writingAt(match, *place) : std::nullopt;
}

}  // namespace

void traceHit(const EngineMatch& match, const ReceivedPlaces& places, bool withOffset, traffic::Hit& hit) {
    const MatchReference* reference = match.reference;
    std::optional<Place> place;
    if (reference != nullptr && reference->origin && !isJsonArgument(match)) {
        place = places.at(reference->origin->offset);
    }
    std::size_t near = 0;
    std::string_view matched = match.value;
    if (reference != nullptr && reference->matched && reference->matched->offset <= match.value.size()) {
        near = reference->matched->offset;
        matched = matched.substr(near, reference->matched->length);
    }
    hit.matched = matched.substr(0, traffic::kMatchedBytes);
    hit.variable = match.variable.substr(0, kNameBytes);
    hit.transformations = reference == nullptr ? std::string() : reference->transformations;

    std::optional<TracedMatch> traced;
    const auto writing = withOffset ? findWriting(match, places, place) : std::nullopt;
    if (writing) {
        traced = traceMatch(writing->text, writing->encoding, matched, near);
    }
    if (traced) {
        hit.offset = writing->offset + traced->offset;
        hit.length = traced->length;
    }
    const ClientRequest& request = places.request();
    const auto question = request.target.find('?');
    const bool inQuery = hit.offset && question != request.target.npos &&
                         *hit.offset > request.targetOffset + question && *hit.offset < request.bodyOffset;
    const bool inBody = place ? place->part == Part::Body : !match.isQueryArgument;
    hit.point = hitPoint(hit.variable, match.body, inBody, inQuery);
}

}  // namespace mirrorscope::detection
