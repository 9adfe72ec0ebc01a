// SPDX-License-Identifier: Apache-2.0
// What it costs to say who sent a request, who the client was and what is wrong with the headers: heads of
// real proxies (tests/data/captures), each part beside the parts before it, in alternating rounds.
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/doctor/header_doctor.h"
#include "core/doctor/presence_matrix.h"
#include "core/forwarding/request_attribution.h"
#include "core/forwarding/source_registry.h"
#include "core/http/request_target.h"

using namespace mirrorscope;

namespace {

constexpr int kRequestsARound = 200'000;

std::string readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<traffic::MirroredRequest> capturedRequests() {
    const std::string directory = TEST_DATA_DIR "/captures/";
    const auto index = boost::json::parse(readFile(directory + "index.json"));
    std::vector<traffic::MirroredRequest> out;
    for (const auto& capture : index.at("captures").as_array()) {
        traffic::MirroredRequest request;
        request.listener = "default";
        request.peer = capture.at("peer").as_string();
        request.head = readFile(directory + std::string(capture.at("file").as_string()));
        const auto line = http::splitRequestLine(http::Head(request.head).requestLine());
        request.method = line.method;
        request.target = line.target;
        request.version = line.version;
        request.receivedAt =
            base::WallTime(std::chrono::seconds(1'700'000'000) + std::chrono::milliseconds(out.size()));
        request.id = static_cast<traffic::RequestId>(out.size() + 1);
        out.push_back(std::move(request));
    }
    return out;
}

constexpr int kParts = 5;
/// Requests of one step of the attribution.
constexpr int kStep = 64;

/// Nanoseconds a request of the parts up to `parts`: 1 reads the head, 2 attributes, 3 names the source, 4
/// examines, 5 counts the headers.
double round(const std::vector<traffic::MirroredRequest>& requests, int parts) {
    const forwarding::TrustRules trust({*forwarding::TrustRule::parse("127.0.0.1/32")});
    forwarding::SourceRegistry registry({});
    doctor::HeaderDoctor doctor({});
    doctor::PresenceMatrix matrix;
    std::size_t kept = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kRequestsARound; ++i) {
        const auto& request = requests[static_cast<std::size_t>(i) % requests.size()];
        const auto read = forwarding::readHead(request);
        kept += read.head.fields().size();
        if (parts < 2) {
            continue;
        }
        auto context = forwarding::attribute(request, read, trust);
        kept += context.client.size();
        if (parts < 3) {
            continue;
        }
        registry.assign(context, request);
        if (parts < 4) {
            continue;
        }
        doctor.examine(request, read.head, read.hops, context, *registry.find(context.source));
        kept += doctor.takeChanges().size();
        if (parts == kParts) {
            matrix.add(context.source, read.head);
            if (i % kStep == 0) {
                kept += matrix.takeChanges().size();
            }
        }
    }
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    if (kept == 0) {
        std::abort();  // nothing was derived: the figures would be those of an empty loop
    }
    return time.count() / kRequestsARound;
}

struct Spread {
    double least = 0;
    double median = 0;
    double most = 0;
};

Spread spreadOf(std::vector<double> values) {
    std::ranges::sort(values);
    return {values.front(), values[values.size() / 2], values.back()};
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    const auto requests = capturedRequests();
    constexpr const char* kNames[] = {"head read", "+ kind, client, scheme, host, port", "+ source",
                                      "+ doctor", "+ presence matrix"};
    std::vector<double> times[kParts];
    for (int i = 0; i < rounds; ++i) {
        for (int part = 0; part < kParts; ++part) {
            times[part].push_back(round(requests, part + 1));
        }
    }
    std::printf(
        "%zu heads of real proxies, %d alternating rounds of %d, microseconds a request, median (least – "
        "most)\n",
        requests.size(), rounds, kRequestsARound);
    for (int part = 0; part < kParts; ++part) {
        const Spread spread = spreadOf(times[part]);
        std::printf("  %-36s %6.2f   (%.2f – %.2f)%s\n", kNames[part], spread.median / 1000,
                    spread.least / 1000, spread.most / 1000, part + 1 == kParts ? "   (goal 10)" : "");
    }
    return 0;
}
