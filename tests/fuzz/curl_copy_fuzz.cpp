// SPDX-License-Identifier: Apache-2.0
// Whatever was received, a command copied from it is one curl command and nothing else: read back by a small
// reader of shell words it holds the header lines, the target and the body as they were, and its text has no
// byte that a terminal or another shell would act on.
#include <algorithm>
#include <string>
#include <vector>

#include "core/exchange/curl_command.h"
#include "core/http/head.h"
#include "core/http/request_target.h"
#include "tests/core/exchange/shell_reader.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/naive_head.h"
#include "tests/fuzz/visible_text.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

void requireVisibleLines(std::string_view text) {
    require(text.ends_with('\n'), "a command ends its last line");
    while (!text.empty()) {
        const auto end = text.find('\n');
        require(fuzz::isVisibleText(text.substr(0, end)), "a command is text that a person sees");
        text.remove_prefix(end + 1);
    }
}

/// Some interactive shells know no comments.
bool isHarmlessComment(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
               c == '.' || c == ',' || c == ':' || c == '-' || c == '/';
    });
}

struct Parts {
    std::vector<std::string> headers;
    std::string method;
    std::string target;
    bool isHead = false;
};

Parts partsOf(const std::vector<std::string>& words, const std::string& destination) {
    Parts parts;
    require(words.size() > 6 && words[0] == "-q", "curl reads no configuration");
    for (std::size_t i = 5; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool takesNext =
            word == "-H" || word == "-X" || word == "--request-target" || word == "--data-binary";
        require(!takesNext || i + 1 < words.size(), "an option has its value");
        if (word == "-H") {
            parts.headers.push_back(words[++i]);
            require(!parts.headers.back().starts_with('@'), "curl reads no header from a file");
        } else if (word == "-X") {
            parts.method = words[++i];
        } else if (word == "--request-target") {
            parts.target = words[++i];
        } else if (word == "--data-binary") {
            require(words[++i] == "@-", "a body comes from the pipe and no file");
        } else if (word == "--head") {
            parts.method = "HEAD";
        } else if (word != "--http1.1" && word != "--http1.0") {
            require(i + 1 == words.size() && word.starts_with(destination + "/"),
                    "the rest is the destination");
            parts.target = parts.target.empty() ? word.substr(destination.size()) : parts.target;
        }
    }
    return parts;
}

/// Each line ends with CRLF, the first one is not empty, and no other CR or LF is there.
bool hasPlainLines(std::string_view head) {
    for (std::size_t i = 0; i < head.size(); ++i) {
        const bool isCr = head[i] == '\r' && !head.substr(i).starts_with("\r\n");
        const bool isLf = head[i] == '\n' && (i == 0 || head[i - 1] != '\r');
        if (isCr || isLf) {
            return false;
        }
    }
    return !head.starts_with("\r\n");
}

/// Of a head with plain lines: each of them is an argument, in order.
void requireHeaders(std::string_view head, const Parts& parts) {
    std::vector<std::string> expected;
    for (const fuzz::NaiveHead::Field& field : fuzz::NaiveHead(head).fields) {
        const bool isPlain = fuzz::isToken(field.name) && !field.folded && !field.value.empty() &&
                             field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
        if (isPlain && field.lowerName != "content-length") {
            expected.push_back(field.value);
        }
    }
    auto at = parts.headers.begin();
    for (const std::string& value : expected) {
        at = std::find_if(at, parts.headers.end(), [&value](const std::string& line) {
            return line.find(value) != std::string::npos;
        });
        require(at != parts.headers.end(), "a header line is there, in its order");
        ++at;
    }
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    return {std::string(connection)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = bytes.find("\r\n\r\n");
    const std::size_t head = end == bytes.npos ? bytes.size() : end + 4;
    traffic::RequestDetail detail;
    detail.request.head = bytes.substr(0, head);
    detail.request.body = bytes.substr(head);
    detail.request.bodyLength = detail.request.body.size();
    const std::string destination = "http://127.0.0.1:1";
    const std::string text = exchange::curlCommand(detail, {.destination = destination, .asReceived = true});
    requireVisibleLines(text);
    const auto command = test::readShell(text);
    require(command.has_value(), "a command is comments, a printer and curl");
    require(std::ranges::all_of(command->comments, isHarmlessComment), "comments hold no byte of a request");
    if (command->words.empty()) {
        return 0;
    }
    require(command->piped == detail.request.body, "the body is there byte for byte");
    const Parts parts = partsOf(command->words, destination);
    const http::Head read(detail.request.head);
    const auto line = http::splitRequestLine(read.requestLine());
    require(parts.method == line.method && parts.target == line.target, "method and target are there");
    if (end != bytes.npos && hasPlainLines(bytes.substr(0, head))) {
        requireHeaders(bytes.substr(0, head), parts);
    }
    return 0;
}
