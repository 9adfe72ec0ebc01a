// SPDX-License-Identifier: Apache-2.0
#include "core/listener/framing.h"

#include <charconv>
#include <string_view>
#include <vector>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/listener/token.h"

namespace mirrorscope::listener {
namespace {

using base::equalsIgnoreCase;
using traffic::RequestFlag;

struct Lines {
    std::vector<const ParsedField*> length;
    std::vector<const ParsedField*> coding;
};

Lines framingLines(const ParsedHead& head) {
    Lines lines;
    for (const ParsedField& field : head.fields) {
        if (equalsIgnoreCase(field.name, "Content-Length")) {
            lines.length.push_back(&field);
        } else if (equalsIgnoreCase(field.name, "Transfer-Encoding")) {
            lines.coding.push_back(&field);
        }
    }
    return lines;
}

/// A fold in a line that frames or routes: receivers differ in what they make of it (RFC 9112 5.2).
const ParsedField* foldedFramingLine(const ParsedHead& head) {
    for (const ParsedField& field : head.fields) {
        const bool frames = equalsIgnoreCase(field.name, "Content-Length") ||
                            equalsIgnoreCase(field.name, "Transfer-Encoding") ||
                            equalsIgnoreCase(field.name, "Host");
        if (field.folded && frames) {
            return &field;
        }
    }
    return nullptr;
}

enum class Number { Fine, Invalid, Overflow };

Number readLength(const ParsedField& field, std::uint64_t& out) {
    const std::string_view text = field.value;
    for (const char c : text) {
        if (!isDigit(c)) {
            return Number::Invalid;
        }
    }
    if (text.empty() || field.folded) {
        return Number::Invalid;
    }
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    return failed == std::errc::result_out_of_range ? Number::Overflow : Number::Fine;
}

/// Content-Length of all its lines (RFC 9110 8.6).
bool readLengths(const Lines& lines, traffic::FlagSet& flags, Framing& framing, Violation& violation) {
    for (const ParsedField* field : lines.length) {
        std::uint64_t value = 0;
        const Number kind = readLength(*field, value);
        if (kind == Number::Invalid) {
            violation = {RequestFlag::ContentLengthInvalid, "Content-Length is not a decimal number",
                         field->offset};
            return false;
        }
        if (kind == Number::Overflow) {
            violation = {RequestFlag::ContentLengthOverflow, "Content-Length does not fit 64 bits",
                         field->offset};
            return false;
        }
        if (framing.declaredLength && *framing.declaredLength != value) {
            violation = {RequestFlag::ContentLengthConflict, "Content-Length twice, with different values",
                         field->offset};
            return false;
        }
        framing.declaredLength = value;
    }
    if (lines.length.size() > 1) {
        flags.set(RequestFlag::ContentLengthDuplicate);
    }
    return true;
}

/// Transfer-Encoding must end in chunked, exactly once (RFC 9112 6.1).
bool readCodings(const Lines& lines, traffic::FlagSet& flags, Violation& violation) {
    bool chunked = false;
    for (const ParsedField* field : lines.coding) {
        std::string_view rest = field->value;
        const auto refuse = [&] {
            violation = {RequestFlag::TransferEncodingInvalid,
                         "Transfer-Encoding does not end in one chunked", field->offset};
            return false;
        };
        for (bool more = true; more;) {
            const auto comma = rest.find(',');
            const std::string_view coding = http::trimmed(rest.substr(0, comma));
            more = comma != rest.npos;
            rest.remove_prefix(more ? comma + 1 : rest.size());
            if (coding.empty()) {
                flags.set(RequestFlag::TransferEncodingEmptyElement);
                continue;
            }
            if (chunked || !isToken(coding)) {
                return refuse();
            }
            chunked = equalsIgnoreCase(coding, "chunked");
            if (!chunked) {
                flags.set(RequestFlag::TransferEncodingCoding);
            }
        }
    }
    if (!chunked) {
        violation = {RequestFlag::TransferEncodingInvalid, "Transfer-Encoding does not end in one chunked",
                     lines.coding.back()->offset};
    }
    return chunked;
}

bool listHas(const ParsedHead& head, std::string_view name, std::string_view token) {
    for (const ParsedField& field : head.fields) {
        if (!equalsIgnoreCase(field.name, name)) {
            continue;
        }
        for (const std::string_view element : http::listElements(field.value)) {
            if (equalsIgnoreCase(element, token)) {
                return true;
            }
        }
    }
    return false;
}

void decideConnection(const ParsedHead& head, traffic::FlagSet& flags, Framing& framing) {
    const bool old = head.version == "HTTP/1.0";
    framing.keepAlive10 = old && listHas(head, "Connection", "keep-alive");
    framing.close = listHas(head, "Connection", "close") || (old && !framing.keepAlive10);
    framing.expectsContinue = !old && listHas(head, "Expect", "100-continue");
    if (head.method == "CONNECT") {
        flags.set(RequestFlag::Connect);
        framing.body = Framing::Body::None;
        framing.close = true;
        framing.status = 405;
    }
}

bool decideBody(const ParsedHead& head, const Lines& lines, const Limits& limits, traffic::FlagSet& flags,
                Framing& framing, Violation& violation) {
    if (!lines.coding.empty()) {
        if (!lines.length.empty()) {
            flags.set(RequestFlag::ContentLengthAndTransferEncoding);
        }
        if (!readCodings(lines, flags, violation)) {
            return false;
        }
        framing.body = Framing::Body::Chunked;
        if (head.version == "HTTP/1.0") {
            flags.set(RequestFlag::TransferEncodingInHttp10);
        }
        const bool doubtful = !lines.length.empty() || head.version == "HTTP/1.0";
        framing.close = framing.close || doubtful;
        framing.status = doubtful ? 400 : framing.status;
        return true;
    }
    if (framing.declaredLength) {
        framing.length = *framing.declaredLength;
        framing.body = framing.length > 0 ? Framing::Body::Length : Framing::Body::None;
        if (framing.length > limits.bodyAnnouncedBytes) {
            violation = {RequestFlag::BodyTooLarge, "The announced body is over every limit",
                         lines.length[0]->offset, 413};
            return false;
        }
    }
    return true;
}

}  // namespace

bool decideFraming(const ParsedHead& head, const Limits& limits, traffic::FlagSet& flags, Framing& framing,
                   Violation& violation) {
    const Lines lines = framingLines(head);
    const ParsedField* folded = foldedFramingLine(head);
    decideConnection(head, flags, framing);
    const bool isConnect = flags.has(RequestFlag::Connect);
    bool fine = isConnect || (readLengths(lines, flags, framing, violation) &&
                              decideBody(head, lines, limits, flags, framing, violation));
    if (folded != nullptr) {
        if (fine) {
            violation = {RequestFlag::ObsoleteFold, "A folded line that frames or routes", folded->offset};
        }
        flags.set(RequestFlag::ObsoleteFold);
        fine = false;
    }
    if (!fine) {
        // Only what belongs to the refusal stays.
        const bool both = !lines.length.empty() && !lines.coding.empty();
        flags = {};
        flags.set(violation.flag);
        if (both) {
            flags.set(RequestFlag::ContentLengthAndTransferEncoding);
        }
        if (folded != nullptr) {
            flags.set(RequestFlag::ObsoleteFold);
        }
    }
    return fine;
}

}  // namespace mirrorscope::listener
