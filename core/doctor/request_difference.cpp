// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/request_difference.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/byte_text.h"
#include "core/http/head.h"

namespace mirrorscope::doctor {
namespace {

/// A header line with its number among those of the same name.
struct Line {
    http::Field field;
    std::size_t number = 0;
    std::size_t place = 0;  // in its head
};
using Key = std::pair<std::string, std::size_t>;  // name in lower case, number

std::vector<std::pair<Key, Line>> linesOf(const http::Head& head) {
    std::map<std::string, std::size_t> seen;
    std::vector<std::pair<Key, Line>> lines;
    for (const http::Field& field : head.fields()) {
        std::string name = base::toLower(field.name);
        const std::size_t number = seen[name]++;
        lines.emplace_back(Key{std::move(name), number}, Line{field, number, lines.size()});
    }
    return lines;
}

void addPart(std::vector<Difference>& out, const char* what, std::string a, std::string b) {
    const auto kind = a == b ? Difference::Kind::Same : Difference::Kind::Value;
    out.push_back({kind, what, std::move(a), std::move(b), 0, 0});
}

std::string bodyText(const traffic::MirroredRequest& request) {
    const std::string_view digest(reinterpret_cast<const char*>(request.bodyDigest.data()),
                                  request.bodyDigest.size());
    return request.bodyLength == 0
               ? "none"
               : std::to_string(request.bodyLength) + " bytes, SHA-256 " + base::toHex(digest);
}

Difference compare(const Line& a, const Line& b, bool moved) {
    Difference out{Difference::Kind::Same,
                   std::string(a.field.name),
                   std::string(a.field.value),
                   std::string(b.field.value),
                   a.place + 1,
                   b.place + 1};
    if (a.field.value != b.field.value) {
        out.kind = Difference::Kind::Value;
    } else if (a.field.name != b.field.name) {
        out.kind = Difference::Kind::Name;
        out.a = a.field.name;
        out.b = b.field.name;
    } else if (moved) {
        out.kind = Difference::Kind::Order;
    }
    return out;
}

/// Lines that both have and that keep their order: the longest ascending run of their places in B. What is
/// not in it has moved.
std::vector<bool> movedOf(const std::vector<std::size_t>& places) {
    std::vector<std::size_t> length(places.size(), 1);
    std::vector<std::size_t> before(places.size(), places.size());
    std::size_t last = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (places[j] < places[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                before[i] = j;
            }
        }
        last = length[i] > length[last] ? i : last;
    }
    std::vector<bool> moved(places.size(), true);
    for (std::size_t i = last; i < places.size(); i = before[i]) {
        moved[i] = false;
    }
    return moved;
}

void addHeaders(std::vector<Difference>& out, const http::Head& headA, const http::Head& headB) {
    const auto a = linesOf(headA);
    const auto b = linesOf(headB);
    std::map<Key, const Line*> inB;
    for (const auto& [key, line] : b) {
        inB.emplace(key, &line);
    }
    std::vector<std::size_t> places;
    for (const auto& [key, line] : a) {
        if (const auto other = inB.find(key); other != inB.end()) {
            places.push_back(other->second->place);
        }
    }
    const auto moved = movedOf(places);
    std::size_t common = 0;
    for (const auto& [key, line] : a) {
        const auto other = inB.find(key);
        if (other == inB.end()) {
            out.push_back({Difference::Kind::OnlyA, std::string(line.field.name),
                           std::string(line.field.value), "", line.place + 1, 0});
            continue;
        }
        out.push_back(compare(line, *other->second, moved[common++]));
        inB.erase(other);
    }
    for (const auto& [key, line] : b) {
        if (inB.contains(key)) {
            out.push_back({Difference::Kind::OnlyB, std::string(line.field.name), "",
                           std::string(line.field.value), 0, line.place + 1});
        }
    }
}

}  // namespace

std::string_view differenceKindName(Difference::Kind kind) {
    constexpr std::array<std::string_view, 6> kNames{"same", "value", "name", "order", "only-a", "only-b"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Difference> differencesOf(const traffic::MirroredRequest& a, const traffic::MirroredRequest& b) {
    std::vector<Difference> out;
    addPart(out, "method", a.method, b.method);
    addPart(out, "target", a.target, b.target);
    addPart(out, "version", a.version, b.version);
    addHeaders(out, http::Head(a.head), http::Head(b.head));
    addPart(out, "body", bodyText(a), bodyText(b));
    return out;
}

std::size_t headerDifferences(const traffic::MirroredRequest& a, const traffic::MirroredRequest& b) {
    std::vector<Difference> lines;
    addHeaders(lines, http::Head(a.head), http::Head(b.head));
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [](const Difference& one) { return one.kind != Difference::Kind::Same; }));
}

}  // namespace mirrorscope::doctor
