// SPDX-License-Identifier: Apache-2.0
#include "core/lab/demo_visitor.h"

#include <chrono>

namespace mirrorscope::lab {
namespace {

constexpr std::chrono::milliseconds kPatience{10'000};
constexpr int kClients = 23;

}  // namespace

std::string demoClient(int number) {
    return "198.18.7." + std::to_string(11 + number % kClients);
}

std::string balancerHeaders(const std::string& client) {
    return "X-Forwarded-For: " + client + "\r\nX-Real-IP: " + client + "\r\nX-Forwarded-Proto: http\r\n";
}

LabResult<std::unique_ptr<DemoVisitor>> DemoVisitor::to(const std::string& url) {
    const auto place = probe::ProbeUrl::parse(url);
    if (!place) {
        return failureOf(place.error());
    }
    std::unique_ptr<DemoVisitor> visitor(new DemoVisitor);
    auto sender = probe::makeSender({*place, {}, kPatience, kPatience}, visitor->m_clock);
    if (!sender) {
        return failureOf(sender.error());
    }
    visitor->m_sender = std::move(*sender);
    return visitor;
}

int DemoVisitor::send(const Visit& visit, const base::CancelToken& cancel) {
    probe::ProbeRequest request;
    request.head = std::string(visit.method) + " " + visit.target +
                   " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
                   "Accept: */*\r\n" +
                   visit.headers;
    if (!visit.body.empty()) {
        request.head += "Content-Type: " + std::string(visit.contentType) +
                        "\r\nContent-Length: " + std::to_string(visit.body.size()) + "\r\n";
    }
    request.head += "\r\n";
    request.framedBody = visit.body;
    request.bodyBytes = visit.body.size();
    return m_sender->send(request, cancel).status;
}

}  // namespace mirrorscope::lab
