// SPDX-License-Identifier: Apache-2.0
// Head framer, parser, framing rules and chunks together: two control bytes, then all that one connection
// sends. Whatever the cuts, the messages are the same, and each is what stands in the input.
#include "core/listener/message_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/base/sha256.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/naive_chunks.h"

namespace {

using namespace mirrorscope;
using fuzz::require;
using listener::MessageReader;
using traffic::RequestForm;

class StoppedClock final : public base::Clock {
public:
    base::WallTime wall() const override { return base::WallTime(std::chrono::seconds(1'800'000'000)); }
    base::SteadyTime steady() const override { return base::SteadyTime(std::chrono::hours(1)); }
};

struct Control {
    listener::Limits limits;
    std::size_t bodyMemory = 0;
    MessageReader::End end = MessageReader::End::PeerClosed;
    bool refusesHead = false;  // at the end, as when all heads together take too much
    std::size_t seed = 0;      // of the cuts
};

Control takeControl(fuzz::Input& input) {
    Control out;
    const unsigned how = input.takeByte();
    out.seed = input.takeByte();
    out.end = static_cast<MessageReader::End>(how & 3U);
    out.refusesHead = (how & 4U) != 0;
    const bool isTight = (how & 8U) != 0;  // limits that a small input can reach
    if (isTight) {
        out.limits.headBytes = 300;
        out.limits.bodyKeptBytes = 20;
        out.limits.chunkExtensionBytes = 8;
        out.limits.chunkSizeDigits = 18;
        out.limits.trailerBytes = 24;
        out.limits.leadingLines = 3;
        out.limits.bodyAnnouncedBytes = 4096;
    }
    out.bodyMemory = (how & 16U) != 0 ? 10 : out.limits.allBodiesBytes;
    return out;
}

struct Message {
    listener::ReadMessage read;
    std::string_view wire;  // its bytes in the input
};

struct Reading {
    std::vector<Message> messages;
    bool hasRest = false;  // the last one is what the end of the connection made
};

/// What begins a row at the end of the connection, or ends it.
std::optional<listener::ReadMessage> finish(MessageReader& reader, const Control& control) {
    const auto phase = reader.phase();
    if (control.refusesHead && phase == MessageReader::Phase::Head) {
        return reader.refuseHead("All heads together take too much");
    }
    auto rest = reader.finish(control.end);
    const bool isReading = phase == MessageReader::Phase::Head || phase == MessageReader::Phase::Body;
    require(rest.has_value() == isReading, "what was begun makes a row, nothing else does");
    require(!reader.finish(control.end), "a row is made once");
    return rest;
}

void requireMemory(std::size_t left, const Control& control, const MessageReader& reader) {
    require(reader.headBytes() <= control.limits.headBytes, "a head stays within its limit");
    require(left <= control.bodyMemory, "no memory is given back that was not taken");
}

/// `step` gives the size of the next piece.
template <typename Step>
Reading readAll(std::string_view input, const Control& control, Step step) {
    const StoppedClock clock;
    listener::BodyBudget budget(control.bodyMemory);
    MessageReader reader(control.limits, clock, &budget);
    Reading out;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < input.size() && reader.phase() != MessageReader::Phase::Closed;) {
        std::string_view piece = input.substr(at, std::max<std::size_t>(1, step()));
        at += piece.size();
        while (!piece.empty() && reader.phase() != MessageReader::Phase::Closed) {
            const std::size_t count = reader.feed(piece);
            require(count <= piece.size(), "no more is taken than was given");
            piece.remove_prefix(count);
            end += count;
            auto message = reader.takeMessage();
            require(message || count > 0, "each call goes on or makes a message");
            if (message) {
                out.messages.push_back({std::move(*message), input.substr(begin, end - begin)});
                begin = end;
            }
        }
        const std::size_t left = budget.take(control.bodyMemory);
        budget.giveBack(left);
        requireMemory(left, control, reader);
    }
    if (auto rest = finish(reader, control)) {
        out.messages.push_back({std::move(*rest), input.substr(begin, end - begin)});
        out.hasRest = true;
    }
    require(budget.take(control.bodyMemory) == control.bodyMemory, "all memory of bodies is given back");
    return out;
}

void requireSame(const listener::ReadMessage& a, const listener::ReadMessage& b) {
    const traffic::MirroredRequest& one = a.request;
    const traffic::MirroredRequest& two = b.request;
    require(a.status == b.status && a.close == b.close && a.keepAlive10 == b.keepAlive10,
            "cuts change no answer");
    require(one.form == two.form && one.flags == two.flags, "cuts change no form and no flag");
    require(one.reason == two.reason && one.offset == two.offset, "cuts change no reason and no offset");
    require(one.method == two.method && one.target == two.target && one.version == two.version,
            "cuts change no request line");
    require(one.head == two.head && one.trailers == two.trailers, "cuts change no head");
    require(one.body == two.body && one.bodyLength == two.bodyLength && one.bodyDigest == two.bodyDigest &&
                one.declaredLength == two.declaredLength,
            "cuts change no body");
}

void requireSame(const Reading& a, const Reading& b) {
    require(a.messages.size() == b.messages.size(), "cuts change no number of messages");
    require(a.hasRest == b.hasRest, "cuts change nothing about the end");
    for (std::size_t i = 0; i < a.messages.size(); ++i) {
        require(a.messages[i].wire == b.messages[i].wire, "cuts change no end of a message");
        requireSame(a.messages[i].read, b.messages[i].read);
    }
}

void requireBody(const traffic::MirroredRequest& request, std::string_view wire, const Control& control) {
    require(request.body.size() <= std::min(control.limits.bodyKeptBytes, control.bodyMemory),
            "no more of a body is kept than may be");
    require(request.bodyParts == 0 && request.partsBytes == 0, "without a place for parts there are none");
    require((request.bodyLength > request.body.size()) == request.flags.has(traffic::RequestFlag::BodyCut),
            "a cut body says so, no other does");
    if (request.form != RequestForm::Whole) {
        return;
    }
    const std::string_view sent = wire.substr(request.head.size());
    const bool isPlain = sent.size() == request.bodyLength;
    const auto chunks = isPlain ? std::nullopt : fuzz::readChunks(sent);
    require(isPlain || chunks.has_value(), "a body that is not plain is whole in chunks");
    const std::string_view body = isPlain ? sent : std::string_view(chunks->body);
    require(request.bodyLength == body.size() && body.starts_with(request.body), "the body is what came");
    require(base::sha256(body) == request.bodyDigest, "the digest is of the whole body");
    require(request.trailers == (isPlain ? std::string_view() : chunks->trailers), "trailers are what came");
}

void requireTrue(const Message& message, const Control& control) {
    const traffic::MirroredRequest& request = message.read.request;
    const std::string_view wire = message.wire;
    require(wire.starts_with(request.head), "the head is what came");
    require(request.head.size() + request.bodyLength + request.trailers.size() <= wire.size(),
            "nothing is made of nothing");
    require(request.trailers.size() <= control.limits.trailerBytes + 2, "trailers stay within their limit");
    requireBody(request, wire, control);
    const bool isWhole = request.form == RequestForm::Whole;
    require(isWhole == request.reason.empty() && isWhole == !request.offset, "only evidence has a reason");
    require(isWhole || *request.offset <= wire.size(), "the offset is of a byte that came");
    require(isWhole || message.read.close, "evidence ends its connection");
    const bool isForeign = request.form == RequestForm::NotHttp;
    require(isForeign == (message.read.status == 0), "another protocol gets no answer, all else does");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    using namespace std::string_literals;
    return {"\0\0"s.append(connection), "\x0b\x01"s.append(connection), "\x1e\x02"s.append(connection)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const Control control = takeControl(input);
    const std::string_view bytes = input.rest();
    const Reading whole = readAll(bytes, control, [&] { return bytes.size(); });
    for (std::size_t i = 0; i < whole.messages.size(); ++i) {
        const bool isLast = i + 1 == whole.messages.size();
        require(isLast || !whole.messages[i].read.close, "nothing follows a message that closes");
        requireTrue(whole.messages[i], control);
    }
    requireSame(whole, readAll(bytes, control, [] { return std::size_t{1}; }));
    fuzz::Dice dice(control.seed);
    for (const std::size_t longest : {3U, 24U, 192U}) {
        requireSame(whole, readAll(bytes, control, [&] { return 1 + dice.roll(longest); }));
    }
    return 0;
}
