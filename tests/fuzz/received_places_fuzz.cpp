// SPDX-License-Identifier: Apache-2.0
// From a received request to what the engine judges and back: every position of the engine's numbering is a
// place in the received bytes that holds the same bytes. Two control bytes, then head and body. The first
// says how often the body is repeated, so that a small input reaches the limits of what is judged.
#include <algorithm>
#include <string>

#include "core/detection/client_request.h"
#include "core/detection/judged_request.h"
#include "core/detection/received_places.h"
#include "core/forwarding/request_attribution.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

traffic::MirroredRequest requestOf(std::string_view bytes, unsigned repeats, unsigned how) {
    const auto end = std::min(bytes.find("\r\n\r\n"), bytes.size());
    traffic::MirroredRequest request;
    request.head = bytes.substr(0, end + 4);
    const std::string_view body = bytes.substr(request.head.size());
    for (unsigned i = 0; i <= repeats; ++i) {
        request.body += body;
    }
    request.bodyLength = request.body.size() + (how & 1U);
    const auto line = http::splitRequestLine(http::Head(request.head).requestLine());
    request.method = line.method;
    request.target = line.target;
    request.version = line.version;
    request.peer = "127.0.0.1";
    request.form = (how & 2U) != 0 ? traffic::RequestForm::HeadOnly : traffic::RequestForm::Whole;
    return request;
}

void requireJudged(const detection::ClientRequest& client, const detection::JudgedRequest& judged) {
    require(client.target.starts_with(judged.target), "the judged target is a prefix");
    require(judged.target.size() <= detection::kJudgedTargetBytes, "a target is bounded");
    require(judged.headerValues.size() == client.headers.size(), "each header has its value");
    require(judged.body.has_value() == client.body.has_value(), "a body that was sent is judged");
    std::size_t total = 0;
    std::size_t end = 0;
    for (const detection::BodyPiece& piece : judged.pieces) {
        require(piece.length > 0 && piece.judged == total, "pieces follow each other");
        require(piece.received >= end, "pieces keep their order");
        end = piece.received + piece.length;
        total += piece.length;
        require(end <= client.body->size(), "a piece lies in the body");
        require(judged.body->substr(piece.judged, piece.length) ==
                    client.body->substr(piece.received, piece.length),
                "a piece holds what came");
    }
    require(!judged.body || judged.body->size() == total, "the pieces are all that is judged");
    require(total <= detection::kJudgedBodyBytes, "a body is bounded");
    const bool isWhole = !judged.body || judged.body->size() == client.body->size();
    require(isWhole || !judged.whole, "what leaves something out is not whole");
}

/// What the library numbers, written out: see ReceivedPlaces.
std::string layoutOf(const detection::ClientRequest& client, const detection::JudgedRequest& judged) {
    std::string layout;
    layout.append(client.method).append(" ").append(judged.target).append(" HTTP/1.1\n");
    for (std::size_t i = 0; i < client.headers.size(); ++i) {
        layout.append(client.headers[i].name).append(": ").append(judged.headerValues[i]).append("\n");
    }
    return layout.append("\n").append(judged.body.value_or(std::string_view()));
}

/// The received bytes, as offsets count them.
std::string_view bytesAt(const traffic::MirroredRequest& request, const detection::Place& place) {
    const std::string_view head = request.head;
    const bool isBody = place.part == detection::Part::Body;
    const std::string_view bytes = isBody ? std::string_view(request.body) : head;
    const std::uint64_t start = isBody ? head.size() : 0;
    require(place.offset >= start && place.offset - start <= bytes.size(), "a place lies in the request");
    return bytes.substr(static_cast<std::size_t>(place.offset - start));
}

void requirePlaces(const traffic::MirroredRequest& request, const detection::ClientRequest& client,
                   const detection::JudgedRequest& judged) {
    const detection::ReceivedPlaces places(client, judged, "1.1");
    const std::string layout = layoutOf(client, judged);
    const std::size_t step = 1 + layout.size() / 500;
    for (std::size_t position = 0; position < layout.size() + 10; position += step) {
        const auto place = places.at(position);
        if (!place || place->written.empty()) {
            continue;
        }
        require(bytesAt(request, *place).starts_with(place->written), "a place holds what is written there");
        require(std::string_view(layout).substr(position).starts_with(place->written),
                "the engine sees the same bytes there");
        require(place->part != detection::Part::Header || place->header < client.headers.size(),
                "a header that there is");
    }
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    using namespace std::string_literals;
    return {"\x00\x00"s.append(connection), "\x40\x00"s.append(connection)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const unsigned repeats = input.takeByte();
    const unsigned how = input.takeByte();
    const traffic::MirroredRequest request = requestOf(input.rest(), repeats, how);
    const auto context = forwarding::attribute(request, {});
    const auto client =
        detection::rebuildClientRequest(request, context, forwarding::proxyHeaders(context.kind));
    detection::JudgedRequest judged;
    detection::boundRequest(client, judged);
    requireJudged(client, judged);
    requirePlaces(request, client, judged);
    return 0;
}
