// SPDX-License-Identifier: Apache-2.0
#include "core/detection/judged_request.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::detection {
namespace {

enum class Shape { Other, Form, Json, Xml, Multipart };

/// By the same words as resources/rules/engine.conf.
Shape shapeOf(const ClientRequest& request) {
    for (const ClientHeader& header : request.headers) {
        if (!base::equalsIgnoreCase(header.name, "Content-Type")) {
            continue;
        }
        const std::string type =
            base::toLower(std::string_view(header.value).substr(0, header.value.find(';')));
        if (type.find("json") != type.npos) {
            return Shape::Json;
        }
        if (type.find("xml") != type.npos) {
            return Shape::Xml;
        }
        if (type.find("urlencoded") != type.npos) {
            return Shape::Form;
        }
        if (type.find("multipart") != type.npos) {
            return Shape::Multipart;
        }
    }
    return Shape::Other;
}

/// Collects what is kept; stretches that touch become one.
class Pieces {
public:
    explicit Pieces(std::vector<BodyPiece>& out) : m_out(out) {}

    void keep(std::size_t from, std::size_t end) {
        end = std::min(end, from + (kJudgedBodyBytes - m_judged));
        if (end <= from) {
            return;
        }
        if (!m_out.empty() && m_out.back().received + m_out.back().length == from) {
            m_out.back().length += end - from;
        } else {
            m_out.push_back({m_judged, from, end - from});
        }
        m_judged += end - from;
    }
    bool isFull() const { return m_judged == kJudgedBodyBytes; }

private:
    std::vector<BodyPiece>& m_out;
    std::size_t m_judged = 0;
};

/// Values between delimiters; each delimiter stays with the value behind it.
void keepRuns(std::string_view body, std::string_view delimiter, Pieces& pieces) {
    std::size_t from = 0;
    while (from < body.size() && !pieces.isFull()) {
        const std::size_t end = std::min(body.find(delimiter, from + delimiter.size()), body.size());
        pieces.keep(from, std::min(end, from + kJudgedValueBytes));
        from = end;
    }
}

/// The end of the string that begins behind the quote at `from` and, in `cut`, where its first
/// kJudgedValueBytes end without breaking an escape.
std::size_t endOfString(std::string_view body, std::size_t from, std::size_t& cut) {
    static constexpr std::size_t kUnicodeEscape = 6;  // a backslash, u, four digits
    std::size_t at = from;
    cut = from;
    while (at < body.size() && body[at] != '"') {
        const bool escape = body[at] == '\\' && at + 1 < body.size();
        const bool unicode = escape && body[at + 1] == 'u';
        at += unicode ? kUnicodeEscape : (escape ? 2 : 1);
        cut = at - from <= kJudgedValueBytes ? at : cut;
    }
    cut = std::min(cut, body.size());
    return std::min(at, body.size());
}

void keepJson(std::string_view body, Pieces& pieces) {
    std::size_t from = 0;
    while (from < body.size() && !pieces.isFull()) {
        const std::size_t quote = body.find('"', from);
        if (quote == body.npos) {
            pieces.keep(from, body.size());
            return;
        }
        std::size_t cut = 0;
        const std::size_t end = endOfString(body, quote + 1, cut);
        pieces.keep(from, cut);
        pieces.keep(end, std::min(end + 1, body.size()));
        from = end + 1;
    }
}

void boundBody(const ClientRequest& request, JudgedRequest& out) {
    const std::string_view body = *request.body;
    Pieces pieces(out.pieces);
    switch (shapeOf(request)) {
        case Shape::Form:
            keepRuns(body, "&", pieces);
            break;
        case Shape::Multipart:
            keepRuns(body, "\r\n--", pieces);
            break;
        case Shape::Json:
            keepJson(body, pieces);
            break;
        case Shape::Xml:
            pieces.keep(0, std::min(body.size(), kJudgedXmlBytes));
            break;
        case Shape::Other:
            pieces.keep(0, body.size());
            break;
    }
    if (out.pieces.size() <= 1) {
        out.body = out.pieces.empty() ? body : body.substr(0, out.pieces.front().length);
    } else {
        for (const BodyPiece& piece : out.pieces) {
            out.joined.append(body.substr(piece.received, piece.length));
        }
        out.body = out.joined;
    }
    out.whole = out.whole && out.body->size() == body.size();
}

}  // namespace

void boundRequest(const ClientRequest& request, JudgedRequest& out) {
    out.target = request.target.substr(0, kJudgedTargetBytes);
    out.whole = out.target.size() == request.target.size();
    out.headerValues.reserve(request.headers.size());
    for (const ClientHeader& header : request.headers) {
        out.headerValues.push_back(std::string_view(header.value).substr(0, kJudgedValueBytes));
        out.whole = out.whole && header.value.size() <= kJudgedValueBytes;
    }
    if (request.body) {
        boundBody(request, out);
    }
}

}  // namespace mirrorscope::detection
