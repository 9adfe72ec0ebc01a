// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/curl_command.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/base/byte_text.h"
#include "core/exchange/curl_head.h"
#include "core/exchange/shell_words.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

namespace mirrorscope::exchange {
namespace {

/// What a command is made of. Comments hold fixed words and numbers only: some interactive shells run what
/// follows a # as a command.
struct Command {
    std::vector<std::string> comments;
    std::vector<std::string> words;  // one line each, quoted
    std::string printer;             // in front of the pipe; empty: no body

    void say(std::string comment) { comments.push_back(std::move(comment)); }
};

std::string textOf(const Command& command) {
    std::string text;
    for (const std::string& comment : command.comments) {
        text += "# " + comment + "\n";
    }
    if (command.words.empty()) {
        return text;
    }
    if (!command.printer.empty()) {
        text += command.printer + " | \\\n";
    }
    text += "curl -q -g --path-as-is --noproxy '*'";
    for (const std::string& word : command.words) {
        text += " \\\n  " + word;
    }
    return text + "\n";
}

bool isHostName(std::string_view host) {
    const bool isBracketed = host.starts_with('[') && host.ends_with(']');
    const std::string_view inside = isBracketed ? host.substr(1, host.size() - 2) : host;
    return !inside.empty() && std::ranges::all_of(inside, [isBracketed](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
               c == '-' || c == '_' || (isBracketed && c == ':');
    });
}

/// Host with its port where that is not the scheme's own.
std::string authorityOf(std::string host, std::string_view scheme, std::optional<std::uint16_t> port) {
    constexpr std::uint16_t http = 80;
    constexpr std::uint16_t https = 443;
    if (host.find(':') != host.npos && !host.starts_with('[')) {
        host = "[" + host + "]";
    }
    const bool isUsual = !port || *port == (scheme == "https" ? https : http);
    return isUsual ? host : host + ":" + std::to_string(*port);
}

/// "https://shop.example:8443".
std::string originOf(const traffic::RequestContext& context, const CurlHead& head, Command& command) {
    const std::string scheme = context.scheme == "https" ? "https" : "http";
    const auto sent = http::splitHostPort(head.value("Host"));
    std::string host = context.host.empty() ? std::string(sent.host) : context.host;
    const auto port = context.host.empty() ? sent.port : context.port;
    if (host.find(':') != host.npos && !host.starts_with('[')) {
        host = "[" + host + "]";
    }
    if (!isHostName(host)) {
        command.say("The request names no host that can be asked: put one in place of host.invalid.");
        host = "host.invalid";
    }
    return scheme + "://" + authorityOf(host, scheme, port);
}

/// Bytes that curl takes from a URL as they are.
bool isPlainTarget(std::string_view target) {
    constexpr std::string_view marks = "-._~:/?@!$&'()*+,;=%[]";
    return target.starts_with('/') && std::ranges::all_of(target, [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      marks.find(c) != marks.npos;
           });
}

void addDestination(const traffic::RequestDetail& detail, const CurlOptions& options, std::string_view target,
                    const CurlHead& head, Command& command) {
    std::string origin =
        options.destination.empty() ? originOf(detail.row.context, head, command) : options.destination;
    while (origin.ends_with('/')) {
        origin.pop_back();
    }
    if (isPlainTarget(target)) {
        command.words.push_back(shellWord(origin + std::string(target)));
    } else {
        command.words.push_back("--request-target " + shellWord(target));
        command.words.push_back(shellWord(origin + "/"));
    }
}

/// The Host line that the client wrote, where the proxy wrote another one into its copy.
void restoreHost(const traffic::RequestContext& context, CurlHead& head, Command& command) {
    const std::string_view sent = http::splitHostPort(head.value("Host")).host;
    std::string asked = context.host;
    if (asked.find(':') != asked.npos && !asked.starts_with('[')) {
        asked = "[" + asked + "]";
    }
    if (head.count("Host") != 1 || !isHostName(asked) || base::equalsIgnoreCase(sent, asked)) {
        return;
    }
    const auto line = std::ranges::find_if(
        head.lines, [](std::string_view one) { return base::equalsIgnoreCase(lineName(one), "Host"); });
    *line = std::string(lineName(*line)) + ": " + authorityOf(asked, context.scheme, context.port);
    command.say("The Host line is that of the client: the proxy wrote another one into its copy.");
}

/// Content-Length of what is sent, where it is not what was announced.
void correctLength(const traffic::MirroredRequest& request, CurlHead& head, Command& command) {
    const std::string length = std::to_string(request.body.size());
    if (head.isChunked() || head.count("Content-Length") == 0 || head.value("Content-Length") == length) {
        return;
    }
    for (std::string& line : head.lines) {
        if (base::equalsIgnoreCase(lineName(line), "Content-Length")) {
            line.resize(lineName(line).size());
            line.append(": ").append(length);
        }
    }
    command.say("Content-Length is that of the body sent here, not the one announced.");
}

/// Curl writes Host first and in one way. An empty -H Host: silences it, and then each Host line stands where
/// it was.
void addHeaders(const CurlHead& head, bool hasBody, Command& command) {
    const bool isUsual = head.count("Host") == 1 && head.lines.front().starts_with("Host:");
    if (!isUsual) {
        command.words.emplace_back("-H 'Host:'");
    }
    for (const std::string& line : head.lines) {
        command.words.push_back("-H " + shellWord(line));
    }
    std::vector<std::string_view> own{"User-Agent", "Accept"};
    if (hasBody) {
        own.insert(own.end(), {"Content-Type", "Expect"});
    }
    for (const std::string_view name : own) {
        if (head.count(name) == 0) {
            command.words.push_back("-H '" + std::string(name) + ":'");
        }
    }
}

void sayWhatIsMissing(const traffic::MirroredRequest& request, const CurlHead& head, Command& command) {
    if (head.leftOut > 0) {
        command.say(std::to_string(head.leftOut) + " header lines are left out: curl cannot send them.");
    }
    if (head.hasFolds) {
        command.say("Folded header lines are joined with a space.");
    }
    if (head.hasBareLf) {
        command.say("Lines ended with LF alone, curl ends them with CR LF.");
    }
    if (head.hasBlankValue) {
        command.say("White space of empty header values is left out.");
    }
    if (request.form == traffic::RequestForm::HeadOnly) {
        command.say("The copy came without the body that it announced.");
    } else if (request.form != traffic::RequestForm::Whole) {
        command.say("The copy is not a whole request: " + std::string(requestFormName(request.form)) + ".");
    }
    if (request.body.size() < request.bodyLength && request.form != traffic::RequestForm::HeadOnly) {
        command.say("The body is cut: " + std::to_string(request.bodyKept()) + " of " +
                    std::to_string(request.bodyLength) + " bytes were kept.");
    }
    if (!request.trailers.empty()) {
        command.say("Trailers are left out: curl sends none.");
    }
    if (!request.trailing.empty()) {
        command.say("Bytes behind the request are left out.");
    }
}

void addMethodAndVersion(const http::RequestLine& line, const CurlHead& head, bool hasBody,
                         Command& command) {
    const bool isOld = line.version == "HTTP/1.0";
    if (isOld && hasBody && head.isChunked()) {
        command.say("Sent as HTTP/1.1: curl sends no chunks with HTTP/1.0.");
    } else if (!isOld && line.version != "HTTP/1.1") {
        command.say("Sent as HTTP/1.1: curl writes no such version.");
    }
    command.words.emplace_back(isOld && !(hasBody && head.isChunked()) ? "--http1.0" : "--http1.1");
    if (line.method == "HEAD" && !hasBody) {
        command.words.emplace_back("--head");
    } else {
        command.words.push_back("-X " + shellWord(line.method));
    }
}

}  // namespace

std::string curlCommand(const traffic::RequestDetail& detail, const CurlOptions& options) {
    const traffic::MirroredRequest& request = detail.request;
    Command command;
    if (options.hiddenSecrets > 0) {
        command.say("Hidden secrets: " + std::to_string(options.hiddenSecrets) +
                    ". Put them in where REDACTED stands.");
    }
    const http::Head read(request.head);
    const auto line = http::splitRequestLine(read.requestLine());
    if (!isToken(line.method) || line.target.empty() || !fitsShellWord(line.target)) {
        command.say("No request that curl can send: " + std::string(requestFormName(request.form)) + ".");
        return textOf(command);
    }
    CurlHead head = curlHead(request.head);
    sayWhatIsMissing(request, head, command);
    const bool hasBody = !request.body.empty() || head.isChunked();
    if (!options.asReceived) {
        restoreHost(detail.row.context, head, command);
    }
    correctLength(request, head, command);
    addMethodAndVersion(line, head, hasBody, command);
    addHeaders(head, hasBody, command);
    if (hasBody) {
        command.printer = shellPrinter(request.body);
        command.words.emplace_back("--data-binary @-");
    }
    addDestination(detail, options, line.target, head, command);
    return textOf(command);
}

}  // namespace mirrorscope::exchange
