// SPDX-License-Identifier: Apache-2.0
// Chapters 1 and 2: what is wrong with the page's form of nginx behind a balancer, and its patches.
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string_view>

#include "core/lab/demo_stage.h"
#include "core/lab/demo_visitor.h"

namespace mirrorscope::lab {
namespace {

using traffic::Finding;

/// What this chapter is about: the client is lost, and so is the port that it asked for.
constexpr std::array<std::string_view, 2> kExpected{"XFF_CHAIN_LOST", "FORWARDED_PORT_EPHEMERAL"};
/// Each rule looks at 20 to 40 requests (docs/findings.md).
constexpr int kBatch = 20;
constexpr int kMostBatches = 12;

const Finding* findingOf(const std::vector<Finding>& findings, std::string_view code) {
    const auto found = std::ranges::find(findings, code, &Finding::code);
    return found == findings.end() ? nullptr : &*found;
}

/// As a balancer does in front of a proxy: each client over a connection of its own.
LabResult<void> visit(Stage& stage, DemoVisitor& visitor, int count) {
    for (int i = 0; i < count; ++i) {
        visitor.leave();
        const int status = visitor.send(
            {"GET", "/catalog/item?id=" + std::to_string(4700 + i), balancerHeaders(demoClient(i))},
            stage.cancel());
        if (stage.cancel().isCancelled()) {
            return failureOf({base::ErrorCode::Cancelled, {}});
        }
        if (status != 200) {
            return notShown("nginx answers 200, it answers " + std::to_string(status));
        }
    }
    return {};
}

LabResult<bool> areAll(Stage& stage, bool open) {
    const auto findings = stage.findings();
    if (!findings) {
        return findings.error();
    }
    return std::ranges::all_of(kExpected, [&](std::string_view code) {
        const Finding* finding = findingOf(*findings, code);
        return finding != nullptr && finding->isOpen() == open;
    });
}

/// Visits go on until every finding is as wanted. Counted in requests, as the rules count: a slow machine
/// takes longer, and a fault that is not there is not waited for.
LabResult<void> visitUntil(Stage& stage, bool open, const std::string& what) {
    auto visitor = DemoVisitor::to(stage.first->url());
    if (!visitor) {
        return visitor.error();
    }
    for (int i = 0; i < kMostBatches; ++i) {
        auto done = visit(stage, **visitor, kBatch);
        if (done) {
            done = stage.waitUntilAttributed();
        }
        if (!done) {
            return done;
        }
        const auto answer = areAll(stage, open);
        if (!answer) {
            return answer.error();
        }
        if (*answer) {
            return {};
        }
    }
    return notShown(what);
}

/// The client of the newest request that has one, or a dash.
LabResult<std::string> newestClient(Stage& stage) {
    auto rows = stage.requestsAfter(0);
    if (!rows) {
        return rows.error();
    }
    std::string client = "-";
    for (const auto& row : *rows) {
        if (row.context.source != 0) {
            client = row.context.client.empty() ? "nobody" : row.context.client;
        }
    }
    return client;
}

/// Every line that the finding shows becomes the one that it asks for.
bool replaceLine(std::string& text, const Finding& finding) {
    const auto at = text.find(finding.before);
    if (finding.before.empty() || at == text.npos) {
        return false;
    }
    text.replace(at, finding.before.size(), finding.after);
    return true;
}

std::string readFile(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

LabResult<void> showFault(Stage& stage) {
    stage.chapter("A mirror that works, and tells the wrong thing");
    const auto program = stage.find(ProxyKind::Nginx, stage.options().nginx);
    if (!program) {
        return program.error();
    }
    auto proxy = stage.startProxy(*program, snippets::Variant::Faithful, {}, stage.recorder().firstPort());
    if (!proxy) {
        return proxy.error();
    }
    stage.first = std::move(*proxy);
    if (auto said = stage.say(program->nameAndVersion() +
                              " mirrors as a published example shows, behind a balancer.");
        !said) {
        return said;
    }
    if (auto visited = visitUntil(stage, true, "findings about the client and the port open"); !visited) {
        return visited;
    }
    const auto client = newestClient(stage);
    const auto findings = stage.findings();
    if (!client || !findings) {
        return client ? findings.error() : client.error();
    }
    stage.show("the balancer names " + demoClient(0) + " and other clients; the copies name " + *client);
    if (auto said =
            stage.say("Every copy arrives, and the client is wrong in all of them. The doctor says why:");
        !said) {
        return said;
    }
    for (const std::string_view code : kExpected) {
        const Finding* finding = findingOf(*findings, code);
        stage.show(finding->code + ": " + finding->seen);
        stage.show("cause: " + finding->cause);
        stage.showPatch(finding->before, finding->after);
    }
    return stage.say("One line each.");
}

LabResult<void> applyPatch(Stage& stage) {
    stage.chapter("The patch, and the proof that it helps");
    const auto findings = stage.findings();
    if (!findings) {
        return findings.error();
    }
    std::string text = readFile(stage.first->configuration());
    for (const std::string_view code : kExpected) {
        if (!replaceLine(text, *findingOf(*findings, code))) {
            return notShown("the line that " + std::string(code) + " names is in nginx.conf");
        }
    }
    if (auto written = writeFile(stage.first->configuration(), text); !written) {
        return failureOf(written.error());
    }
    stage.first->reload();
    if (auto said = stage.say("Both lines are in nginx.conf, and nginx reads it again while requests go on.");
        !said) {
        return said;
    }
    if (auto closed = visitUntil(stage, false, "both findings close after the patch"); !closed) {
        return closed;
    }
    for (const std::string_view code : kExpected) {
        stage.show(std::string(code) + ": closed by the requests that came since");
    }
    const auto client = newestClient(stage);
    if (!client) {
        return client.error();
    }
    if (!client->starts_with("198.18.7.")) {
        return notShown("the copies name the clients that the balancer names, they name " + *client);
    }
    stage.show("the copies now name the client " + *client);
    return stage.say("Nobody closed the findings by hand: new copies show that the cause is gone.");
}

}  // namespace mirrorscope::lab
