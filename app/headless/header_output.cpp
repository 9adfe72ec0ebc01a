// SPDX-License-Identifier: Apache-2.0
#include "app/headless/header_output.h"

#include <cstdio>
#include <string>

#include "app/headless/row_writer.h"
#include "app/headless/terminal.h"
#include "core/base/byte_text.h"
#include "core/doctor/header_origin.h"
#include "core/http/head.h"

namespace mirrorscope::headless {
namespace {

using doctor::HeaderOrigin;
using doctor::HeaderWriter;

std::string forgeableText(const HeaderOrigin& one) {
    const bool isPartly = one.writer == HeaderWriter::ProxyAppended;
    return isPartly ? "in part" : one.forgeable ? "yes" : "no";
}

constexpr Column<HeaderOrigin> kColumns[] = {
    {"name", [](const HeaderOrigin& o) { return Cell(o.name); }},
    {"value", [](const HeaderOrigin& o) { return Cell(o.value); }},
    {"writer", [](const HeaderOrigin& o) { return Cell(std::string(doctor::headerWriterName(o.writer))); }},
    {"by", [](const HeaderOrigin& o) { return knownText(o.by); }},
    {"forgeable", [](const HeaderOrigin& o) { return Cell(forgeableText(o)); }},
    {"why", [](const HeaderOrigin& o) { return knownText(std::string(o.why)); }},
    {"meaning", [](const HeaderOrigin& o) { return knownText(std::string(o.meaning)); }},
};

std::string writerText(const HeaderOrigin& one) {
    switch (one.writer) {
        case HeaderWriter::Client:
            return "client";
        case HeaderWriter::Proxy:
            return base::shownText(one.by);
        case HeaderWriter::ProxyAppended:
            return "its end by " + base::shownText(one.by) + "; what stands in front came with the request";
        case HeaderWriter::EarlierHop:
            return "an earlier proxy, or a client that forged it";
        case HeaderWriter::Unknown:
            break;
    }
    return one.forgeable ? "cannot be told, a client could have" : "cannot be told";
}

void printFact(const char* what, std::string_view text) {
    if (!text.empty()) {
        std::printf("    %-8s %s\n", what, std::string(text).c_str());
    }
}

}  // namespace

void printHeaders(const traffic::MirroredRequest& request) {
    const http::Head head(request.head);
    std::printf("%s\n", base::shownText(head.requestLine(), kTerminalLine).c_str());
    for (const auto& [name, value] : head.fields()) {
        std::printf("%s: %s\n", base::shownText(name).c_str(), base::shownText(value, kTerminalLine).c_str());
    }
}

void printHeaderOrigins(const traffic::RequestDetail& detail, bool asJson) {
    const auto read = forwarding::readHead(detail.request);
    const auto origins = doctor::headerOrigins(detail.request, read, detail.row.context);
    if (asJson) {
        RowWriter<HeaderOrigin> writer(stdout, RowFormat::Json, kColumns);
        for (const HeaderOrigin& one : origins) {
            writer.write(one);
        }
        return;
    }
    std::printf("%s\n", base::shownText(read.head.requestLine(), kTerminalLine).c_str());
    for (const HeaderOrigin& one : origins) {
        std::printf("%s: %s\n", base::shownText(one.name).c_str(),
                    base::shownText(one.value, kTerminalLine).c_str());
        printFact("written", "by " + writerText(one));
        printFact("because", one.why);
        printFact("means", one.meaning);
    }
}

}  // namespace mirrorscope::headless
