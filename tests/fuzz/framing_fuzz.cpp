// SPDX-License-Identifier: Apache-2.0
// A head that is accepted is one that two readers cannot read in two ways: checked by a second, naive reading
// of the same bytes. The input is the head without the empty line that ends it.
#include "core/listener/framing.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/listener/head_framer.h"
#include "core/listener/request_line.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/naive_head.h"

namespace {

using namespace mirrorscope;
using fuzz::NaiveHead;
using fuzz::require;
using listener::Framing;

/// The head as the framer delimits it; unset when it refuses.
std::optional<std::string_view> delimit(std::string_view input, const listener::Limits& limits) {
    listener::HeadFramer framer(limits, true);
    using State = listener::HeadFramer::State;
    std::size_t taken = 0;
    while (taken < input.size() && framer.state() != State::Complete && framer.state() != State::Refused) {
        taken += framer.feed(input.substr(taken));
    }
    require(framer.taken() == taken, "the framer counts what it took");
    if (framer.state() != State::Complete) {
        return std::nullopt;
    }
    return input.substr(framer.lineStart(), taken - framer.lineStart());
}

void requireCharacters(std::string_view head) {
    require(head.ends_with("\r\n\r\n"), "a head ends with an empty line");
    require(head.find("\r\n\r\n") == head.size() - 4, "a head ends with its first empty line");
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto byte = static_cast<unsigned char>(head[i]);
        require(byte != 0, "no NUL in an accepted head");
        require(byte != '\n' || (i > 0 && head[i - 1] == '\r'), "no bare LF in an accepted head");
        require(byte != '\r' || head[i + 1] == '\n', "no bare CR in an accepted head");
        require((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\r' || byte == '\n',
                "no control character in an accepted head");
    }
}

void requireRequestLine(const NaiveHead& naive, const listener::ParsedHead& parsed) {
    require(naive.words.size() == 3, "method, target, version and two spaces");
    require(naive.words[0] == parsed.method && naive.words[1] == parsed.target &&
                naive.words[2] == parsed.version,
            "the request line is what came");
    require(naive.words[2].size() == 8 && naive.words[2].starts_with("HTTP/1."), "the version is HTTP/1");
}

void requireFields(const NaiveHead& naive, const listener::ParsedHead& parsed, std::string_view head) {
    require(naive.fields.size() == parsed.fields.size(), "each line is one field");
    for (std::size_t i = 0; i < parsed.fields.size(); ++i) {
        const listener::ParsedField& field = parsed.fields[i];
        const NaiveHead::Field& line = naive.fields[i];
        require(fuzz::isToken(field.name), "a name is a token");
        require(field.name == line.name && field.folded == line.folded, "a field is the line that came");
        require(field.folded || field.value == line.value, "a value is what came");
        require(head.substr(field.offset).starts_with(field.name), "an offset is that of the line");
    }
}

void requireLength(const NaiveHead& naive, const Framing& framing) {
    std::uint64_t length = 0;
    for (const std::string& value : naive.values("content-length")) {
        require(!value.empty() && value.find_first_not_of("0123456789") == value.npos, "a length is digits");
        const std::string digits = value.substr(std::min(value.find_first_not_of('0'), value.size()));
        require(digits.size() <= 20, "a length fits 64 bits");
        length = digits.empty() ? 0 : std::stoull(digits);
        require(framing.declaredLength == length, "all lengths are the same one");
    }
    require(framing.length == length, "the body is as long as its length says");
    require((framing.body == Framing::Body::Length) == (length > 0), "a length frames the body");
}

void requireChunked(const NaiveHead& naive, const Framing& framing, const traffic::FlagSet& flags) {
    std::vector<std::string> codings;
    for (const std::string& value : naive.values("transfer-encoding")) {
        for (std::string& coding : fuzz::splitList(value)) {
            codings.push_back(std::move(coding));
        }
    }
    require(framing.body == Framing::Body::Chunked, "a transfer coding is never overlooked");
    require(std::ranges::count(codings, "chunked") == 1 && codings.back() == "chunked",
            "chunked once and last");
    require(std::ranges::all_of(codings, fuzz::isToken), "codings are tokens");
    if (!naive.values("content-length").empty()) {
        require(framing.close && flags.has(traffic::RequestFlag::ContentLengthAndTransferEncoding),
                "a length beside chunked ends the connection and is marked");
    }
    if (naive.words[2] == "HTTP/1.0") {
        require(framing.close && flags.has(traffic::RequestFlag::TransferEncodingInHttp10),
                "chunked in HTTP/1.0 ends the connection and is marked");
    }
}

void requireUnambiguous(const NaiveHead& naive, const Framing& framing, const traffic::FlagSet& flags) {
    for (const NaiveHead::Field& field : naive.fields) {
        const bool frames = field.lowerName == "content-length" || field.lowerName == "transfer-encoding" ||
                            field.lowerName == "host";
        require(!field.folded || !frames, "no fold in a line that frames or routes");
    }
    if (naive.words[0] == "CONNECT") {
        require(framing.close && framing.body == Framing::Body::None, "nothing follows CONNECT");
    } else if (!naive.values("transfer-encoding").empty()) {
        requireChunked(naive, framing, flags);
    } else {
        requireLength(naive, framing);
    }
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    return {std::string(connection.substr(0, connection.find("\r\n\r\n")))};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input = std::string(fuzz::Input(data, size).rest()) + "\r\n\r\n";
    const listener::Limits limits;
    const auto head = delimit(input, limits);
    if (!head) {
        return 0;
    }
    listener::ParsedHead parsed;
    listener::Violation violation;
    traffic::FlagSet flags;
    Framing framing;
    const bool isAccepted = !listener::checkRequestLine(head->substr(0, head->find("\r\n")), 0, true) &&
                            listener::RequestParser::parse(*head, parsed, violation) &&
                            listener::decideFraming(parsed, limits, flags, framing, violation);
    if (!isAccepted) {
        require(violation.offset <= head->size(), "an offset lies in the head");
        return 0;
    }
    const NaiveHead naive(*head);
    requireCharacters(*head);
    requireRequestLine(naive, parsed);
    requireFields(naive, parsed, *head);
    requireUnambiguous(naive, framing, flags);
    return 0;
}
