// SPDX-License-Identifier: Apache-2.0
#include "core/lab/demo_stage.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "core/pipeline/local_session_queries.h"

namespace mirrorscope::lab {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto kLook = 100ms;
constexpr auto kPauseLook = 20ms;
constexpr auto kMostTime = 60s;
constexpr std::chrono::seconds kVersionTime{30};
constexpr std::size_t kPage = 1000;

LabFailure cancelled() {
    return failureOf({base::ErrorCode::Cancelled, {}});
}

/// An answer of the session, with its failure in words.
template <typename Value>
LabResult<Value> answerOf(base::Result<Value> answer) {
    if (!answer) {
        return failureOf(answer.error());
    }
    return std::move(*answer);
}

}  // namespace

LabFailure notShown(const std::string& what) {
    return {LabFailure::Kind::NotShown,
            "Not shown: " + what,
            "Run it once more; if it stays so, please report it with the session (--session FILE).",
            {}};
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

LabResult<void> Stage::open() {
    const auto place = usualLabPlace();
    removeDeadLabs(place);
    auto directory = LabDirectory::make(place);
    auto origin = EchoOrigin::start();
    if (!directory || !origin) {
        return failureOf(directory ? origin.error() : directory.error());
    }
    m_directory = std::move(*directory);
    m_origin = std::move(*origin);
    const bool isTemporary = m_options.session.empty();
    m_recorder = std::make_unique<DemoRecorder>(
        m_options.recorder,
        isTemporary ? m_directory->path() / "demo.mscope" : std::filesystem::absolute(m_options.session),
        m_directory->path(), isTemporary);
    return m_recorder->start(m_cancel);
}

void Stage::close() {
    first.reset();
    second.reset();
    m_queries.reset();
    if (m_recorder) {
        m_recorder->stop();
    }
    m_origin.reset();
    m_directory.reset();
}

LabResult<void> Stage::say(const std::string& text) {
    m_tell({DemoLine::Kind::Said, text});
    const auto end = Steady::now() + m_options.pace;
    while (!m_cancel.isCancelled() && Steady::now() < end) {
        std::this_thread::sleep_for(std::min<Steady::duration>(kPauseLook, end - Steady::now()));
    }
    if (m_cancel.isCancelled()) {
        return cancelled();
    }
    return {};
}

void Stage::showPatch(const std::string& before, const std::string& after) {
    m_tell({DemoLine::Kind::Before, before});
    m_tell({DemoLine::Kind::After, after});
}

LabResult<void> Stage::waitUntil(const std::function<LabResult<bool>()>& isTrue, const std::string& what) {
    const auto end = Steady::now() + kMostTime;
    while (Steady::now() < end) {
        const auto answer = isTrue();
        if (m_cancel.isCancelled()) {
            return cancelled();
        }
        if (!answer) {
            return answer.error();
        }
        if (*answer) {
            return {};
        }
        std::this_thread::sleep_for(kLook);
    }
    return notShown(what);
}

LabResult<void> Stage::waitUntilAttributed() {
    return waitUntil(
        [this]() -> LabResult<bool> {
            const auto now = progress();
            return now ? LabResult<bool>(now->contextCursor >= now->lastRequest) : now.error();
        },
        "the recorder tells who sent what it stored");
}

LabResult<ProxyProgram> Stage::find(ProxyKind kind, const std::string& named) const {
    return findProxy(kind, named, usualSearchPath(), kVersionTime, m_cancel);
}

LabResult<std::unique_ptr<RunningProxy>> Stage::startProxy(const ProxyProgram& program,
                                                           snippets::Variant variant,
                                                           std::vector<snippets::OptionValue> options,
                                                           std::uint16_t recorderPort) {
    const auto place = m_directory->path() / (first ? "second" : "first");
    std::error_code failed;
    std::filesystem::create_directory(place, failed);
    return RunningProxy::start({program, variant, std::move(options), recorderPort, m_origin->port(), 0},
                               place, *m_origin, m_cancel);
}

LabResult<api::SessionQueries*> Stage::queries() {
    if (!m_queries) {
        auto opened = pipeline::openLocalQueries(m_recorder->session());
        if (!opened) {
            return failureOf(opened.error());
        }
        m_queries = std::move(*opened);
    }
    return m_queries.get();
}

LabResult<std::vector<traffic::Finding>> Stage::findings() {
    const auto asked = queries();
    return asked ? answerOf((*asked)->findings(m_cancel)) : asked.error();
}

LabResult<std::vector<traffic::Source>> Stage::sources() {
    const auto asked = queries();
    return asked ? answerOf((*asked)->sources(m_cancel)) : asked.error();
}

LabResult<std::vector<traffic::AttackRow>> Stage::attacks() {
    const auto asked = queries();
    traffic::PageQuery page;
    page.limit = kPage;
    return asked ? answerOf((*asked)->attacks(page, m_cancel)) : asked.error();
}

LabResult<traffic::SessionProgress> Stage::progress() {
    const auto asked = queries();
    return asked ? answerOf((*asked)->progress()) : asked.error();
}

LabResult<std::vector<traffic::RequestRow>> Stage::requestsAfter(traffic::RequestId after) {
    const auto asked = queries();
    if (!asked) {
        return asked.error();
    }
    std::vector<traffic::RequestRow> all;
    while (true) {
        traffic::PageQuery page;
        page.after = after;
        page.newestFirst = false;
        page.limit = kPage;
        auto rows = (*asked)->requests(page, m_cancel);
        if (!rows) {
            return failureOf(rows.error());
        }
        all.insert(all.end(), rows->begin(), rows->end());
        if (rows->size() < kPage) {
            return all;
        }
        after = rows->back().id;
    }
}

}  // namespace mirrorscope::lab
