// SPDX-License-Identifier: Apache-2.0
#include "core/detection/hit_point.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mirrorscope::detection {
namespace {

constexpr std::string_view kStep = " › ";

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kWhole{{
    {"REQUEST_FILENAME", "path"},
    {"REQUEST_BASENAME", "path"},
    {"PATH_INFO", "path"},
    {"QUERY_STRING", "query"},
    {"REQUEST_LINE", "request line"},
    {"REQUEST_METHOD", "method"},
    {"REQUEST_PROTOCOL", "version"},
    {"REQUEST_BODY", "body"},
    {"REMOTE_ADDR", "client"},
    {"XML", "body › xml"},
    {"FULL_REQUEST", "request"},
    {"REQBODY_ERROR", "body"},
}};

std::string step(std::string_view first, std::string_view name) {
    std::string out(first);
    if (!name.empty()) {
        out.append(kStep).append(name);
    }
    return out;
}

/// libmodsecurity flattens {"user":{"tags":["a"]}} to json.user.tags.array_0.
std::string jsonName(std::string_view name) {
    static constexpr std::string_view kRoot = "json";
    static constexpr std::string_view kElement = ".array_";
    if (name.starts_with(kRoot)) {
        name.remove_prefix(kRoot.size());
    }
    std::string out;
    while (!name.empty()) {
        if (name.starts_with(kElement)) {
            name.remove_prefix(kElement.size());
            const auto end = std::min(name.find('.'), name.size());
            out.append("[").append(name.substr(0, end)).append("]");
            name.remove_prefix(end);
            continue;
        }
        const auto next = std::min(name.find(kElement), name.size());
        out.append(name.substr(0, next));
        name.remove_prefix(next);
    }
    return out.starts_with('.') ? out.substr(1) : out;
}

std::string argument(std::string_view name, BodyKind body, bool inBody) {
    if (!inBody) {
        return step("query", name);
    }
    switch (body) {
        case BodyKind::Json:
            return step("body › json", jsonName(name));
        case BodyKind::Xml:
            return step("body › xml", name);
        case BodyKind::Form:
            return step("body › form", name);
        case BodyKind::Multipart:
            return step("body › multipart", name);
        case BodyKind::Other:
            break;
    }
    return step("body", name);
}

}  // namespace

std::string hitPoint(std::string_view variable, BodyKind body, bool inBody, bool inQuery) {
    const auto colon = variable.find(':');
    std::string_view collection = variable.substr(0, colon);
    const std::string_view name = colon == variable.npos ? std::string_view{} : variable.substr(colon + 1);
    // The names of a collection's members: ARGS_NAMES, REQUEST_HEADERS_NAMES …
    const bool ofName = collection.ends_with("_NAMES") && collection != "FILES_NAMES";
    if (ofName) {
        collection.remove_suffix(std::string_view("_NAMES").size());
    }
    std::string point;
    if (collection == "ARGS" || collection == "ARGS_GET" || collection == "ARGS_POST") {
        point = argument(name, body, inBody);
    } else if (collection == "REQUEST_HEADERS") {
        point = step("header", name);
    } else if (collection == "REQUEST_COOKIES") {
        point = step("cookie", name);
    } else if (collection == "FILES" || collection == "MULTIPART_FILENAME" || collection == "FILES_NAMES" ||
               collection == "MULTIPART_NAME" || collection == "MULTIPART_PART_HEADERS") {
        point = step("body › multipart", name);
        point += collection == "FILES" || collection == "MULTIPART_FILENAME" ? " (file name)" : "";
        point += collection == "MULTIPART_PART_HEADERS" ? " (part header)" : "";
    } else if (collection == "REQUEST_URI" || collection == "REQUEST_URI_RAW") {
        point = inQuery ? "query" : "path";
    } else {
        const auto* known =
            std::ranges::find(kWhole, collection, &std::pair<std::string_view, std::string_view>::first);
        point = known == kWhole.end() ? "request" : std::string(known->second);
    }
    return ofName ? point + " (name)" : point;
}

}  // namespace mirrorscope::detection
