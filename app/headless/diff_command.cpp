// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <string>

#include "app/headless/command.h"
#include "core/base/byte_text.h"
#include "core/base/clock.h"
#include "core/doctor/request_difference.h"
#include "core/pipeline/local_session_queries.h"

namespace mirrorscope::headless {
namespace {

struct DiffOptions {
    std::int64_t a = 0;
    std::int64_t b = 0;  // 0: the other copy of A
    std::string session;
    bool all = false;
};

/// A value of the filter language that stands for these bytes.
std::string filterValue(std::string_view bytes) {
    std::string out = "\"";
    for (const char c : bytes) {
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return out + "\"";
}

/// The newest other request with the same request id: the same request on its way through another proxy.
base::Result<traffic::RequestId> otherCopy(api::SessionQueries& queries, const traffic::RequestDetail& one) {
    const std::string& id = one.row.context.requestIdValue;
    traffic::PageQuery page;
    page.limit = 2;
    page.filter = {"request_id=" + filterValue(id), base::SystemClock().wall(), {}};
    const auto rows = id.empty() ? std::vector<traffic::RequestRow>{} : [&] {
        auto found = queries.requests(page, {});
        return found ? std::move(*found) : std::vector<traffic::RequestRow>{};
    }();
    for (const auto& row : rows) {
        if (row.id != one.row.id) {
            return row.id;
        }
    }
    return base::Error{base::ErrorCode::InvalidArgument,
                       {"diff", std::to_string(one.row.id),
                        id.empty() ? "two ids, because the request has no request id"
                                   : "two ids, because no other request has its request id"}};
}

void print(const doctor::Difference& one) {
    const std::string what = base::shownText(one.what);
    const std::string a = base::shownText(one.a);
    const std::string b = base::shownText(one.b);
    switch (one.kind) {
        case doctor::Difference::Kind::Same:
            std::printf("  %s: %s\n", what.c_str(), a.c_str());
            break;
        case doctor::Difference::Kind::Order:
            std::printf("~ %s: %s (at another place)\n", what.c_str(), a.c_str());
            break;
        case doctor::Difference::Kind::Name:
            std::printf("~ %s spelled %s\n", a.c_str(), b.c_str());
            break;
        case doctor::Difference::Kind::OnlyA:
            std::printf("- %s: %s\n", what.c_str(), a.c_str());
            break;
        case doctor::Difference::Kind::OnlyB:
            std::printf("+ %s: %s\n", what.c_str(), b.c_str());
            break;
        case doctor::Difference::Kind::Value:
            std::printf("- %s: %s\n+ %s: %s\n", what.c_str(), a.c_str(), what.c_str(), b.c_str());
            break;
    }
}

/// kCheckFailed when they differ, as diff(1).
int diff(const DiffOptions& options) {
    auto queries = pipeline::openLocalQueries(options.session);
    if (!queries) {
        return report(queries.error());
    }
    const auto a = (*queries)->detail(options.a, {});
    if (!a) {
        return report(a.error());
    }
    const auto other =
        options.b != 0 ? base::Result<traffic::RequestId>(options.b) : otherCopy(**queries, *a);
    if (!other) {
        return report(other.error());
    }
    const auto b = (*queries)->detail(*other, {});
    if (!b) {
        return report(b.error());
    }
    std::printf("- request %lld, %s\n+ request %lld, %s\n\n", static_cast<long long>(a->row.id),
                base::shownText(a->row.sourceName).c_str(), static_cast<long long>(b->row.id),
                base::shownText(b->row.sourceName).c_str());
    bool differs = false;
    for (const auto& one : doctor::differencesOf(a->request, b->request)) {
        const bool same = one.kind == doctor::Difference::Kind::Same;
        differs = differs || !same;
        if (!same || options.all) {
            print(one);
        }
    }
    if (!differs) {
        std::printf("no difference\n");
    }
    return differs ? kCheckFailed : kDone;
}

}  // namespace

void addDiffCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<DiffOptions>();
    CLI::App* command =
        program.add_subcommand("diff", "Compare two requests: order, case and values of headers");
    command->add_option("a", options->a, "Id of the one request")->required()->type_name("ID");
    command
        ->add_option("b", options->b, "Id of the other; without it the other copy with the same request id")
        ->type_name("ID");
    command->add_option("--session", options->session, "Session file (*.mscope)")
        ->required()
        ->type_name("FILE");
    command->add_flag("--all", options->all, "What is the same, too");
    command->callback([options, &action] { action = [options] { return diff(*options); }; });
}

}  // namespace mirrorscope::headless
