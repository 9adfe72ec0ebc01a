// SPDX-License-Identifier: Apache-2.0
#include "core/listener/request_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <limits>

#include "core/base/byte_text.h"
#include "core/http/request_target.h"
#include "core/listener/token.h"

namespace mirrorscope::listener {
namespace {

using traffic::RequestFlag;

constexpr std::string_view kMasked[] = {"connection", "proxy-connection", "content-length",
                                        "transfer-encoding", "upgrade"};
constexpr char kMask = '~';  // a token character that no registered name begins with

bool isMasked(std::string_view name) {
    for (const std::string_view one : kMasked) {
        if (base::equalsIgnoreCase(name, one)) {
            return true;
        }
    }
    return false;
}

/// The head as Beast may see it: framing names masked, the version one that it knows, folds replaced by
/// spaces as RFC 9112 5.2 has it (Beast itself refuses folded values over 4 KiB).
void copyForBeast(std::string_view head, std::size_t requestLineEnd, std::string& copy) {
    copy.assign(head);
    copy[requestLineEnd - 1] = copy[requestLineEnd - 1] == '0' ? '0' : '1';
    std::size_t line = requestLineEnd + 2;
    while (line < head.size()) {
        const auto end = std::min(head.find('\n', line), head.size() - 1);
        const std::string_view text = head.substr(line, end - line);
        if (const auto colon = text.find(':'); colon != text.npos && isMasked(text.substr(0, colon))) {
            copy[line] = kMask;
        }
        line = end + 1;
        if (line < head.size() && (head[line] == ' ' || head[line] == '\t')) {
            copy[end - 1] = copy[end] = ' ';
        }
    }
}

/// Beast says that a field is wrong, this says what and where.
Violation explainFields(std::string_view head, std::size_t firstLine) {
    std::size_t line = firstLine;
    while (line < head.size()) {
        const auto end = std::min(head.find('\r', line), head.size());
        const std::string_view text = head.substr(line, end - line);
        const bool fold = text.starts_with(' ') || text.starts_with('\t');
        const auto colon = fold ? 0 : text.find(':');
        if (colon == text.npos) {
            return {RequestFlag::BadField, "A header line without a colon", line};
        }
        const auto odd = fold ? text.npos : findNonToken(text.substr(0, colon));
        if (odd != text.npos || (!fold && colon == 0)) {
            return {RequestFlag::BadField, "A header name that is not a token",
                    line + (odd == text.npos ? 0 : odd)};
        }
        for (std::size_t i = colon; i < text.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            if ((byte < 0x20 && byte != '\t') || byte == 0x7F) {
                return {RequestFlag::ControlInValue, "A control character in a header value", line + i};
            }
        }
        line = end + 2;
    }
    return {RequestFlag::BadField, "A header line that cannot be read", firstLine};
}

}  // namespace

void ParsedHead::release() {
    std::string().swap(copy);
    std::vector<ParsedField>().swap(fields);
    method = target = version = {};
}

RequestParser::RequestParser() {
    skip(true);
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the framer's limit holds
}

bool RequestParser::parse(std::string_view head, ParsedHead& out, Violation& violation) {
    const auto lineEnd = head.find("\r\n");
    const auto [method, target, version] = http::splitRequestLine(head.substr(0, lineEnd));
    out.method = method;
    out.target = target;
    out.version = version;
    out.fields.clear();
    // A fold before the first field belongs to nothing.
    if (head.size() > lineEnd + 2 && (head[lineEnd + 2] == ' ' || head[lineEnd + 2] == '\t')) {
        violation = {RequestFlag::ObsoleteFold, "A folded line behind the request line", lineEnd + 2};
        return false;
    }
    copyForBeast(head, lineEnd, out.copy);
    RequestParser parser;
    parser.m_head = head;
    parser.m_out = &out;
    error_code failed;
    parser.put(boost::asio::buffer(out.copy), failed);
    if (failed || !parser.is_header_done()) {
        violation = explainFields(head, lineEnd + 2);
        return false;
    }
    return true;
}

void RequestParser::on_field_impl(boost::beast::http::field, string_view name, string_view value,
                                  error_code&) {
    const std::string& copy = m_out->copy;
    ParsedField field;
    field.offset = static_cast<std::size_t>(name.data() - copy.data());
    field.name = m_head.substr(field.offset, name.size());
    field.value = {value.data(), value.size()};
    const auto lineEnd = m_head.find("\r\n", field.offset) + 2;
    field.folded = lineEnd < m_head.size() && (m_head[lineEnd] == ' ' || m_head[lineEnd] == '\t');
    m_out->fields.push_back(field);
}

}  // namespace mirrorscope::listener
