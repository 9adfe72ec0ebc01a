// SPDX-License-Identifier: Apache-2.0
#include "core/probe/listening_arrivals.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/forwarding/request_attribution.h"
#include "core/listener/answer_dispatcher.h"
#include "core/listener/mirror_listener.h"

namespace mirrorscope::probe {
namespace {

/// Bodies are hashed whole; nobody looks at their bytes.
constexpr std::size_t kBodyKept = 1024;
/// A sender of tagged copies without end would else take all memory; no run has that many.
constexpr std::size_t kMostWaiting = 100'000;
/// For answers that are on their way; a proxy that hangs is not waited for.
constexpr std::chrono::milliseconds kDrainTime{50};
constexpr std::chrono::milliseconds kDrainLook{2};

/// Takes what the listener read and answers at once: there is no disk to wait for.
class ArrivalSink final : public traffic::RequestSink {
public:
    ArrivalSink(boost::asio::io_context& io, std::string run, const base::Clock& clock)
        : m_answers(io), m_run(std::move(run)), m_clock(clock) {}

    bool offer(std::shared_ptr<traffic::Delivery> delivery) override {
        keep(delivery->request);
        if (delivery->claim()) {
            delivery->settle(true);
            m_answers.delivered(
                std::make_shared<const traffic::DeliveryBatch>(traffic::DeliveryBatch{std::move(delivery)}));
        }
        return true;
    }
    traffic::BodyKey newBody() override { return 1; }
    bool offerPart(std::shared_ptr<traffic::PartDelivery>) override { return false; }
    void dropBody(traffic::BodyKey) override {}

    std::vector<Arrival> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_waiting, {});
    }
    std::uint64_t others() const {
        const std::lock_guard lock(m_mutex);
        return m_others;
    }

private:
    void keep(const traffic::MirroredRequest& request) {
        const auto tag = tagOf(http::Head(request.head));
        const bool isOurs = tag && tag->run == m_run;
        auto context =
            isOurs ? forwarding::attribute(request, forwarding::SenderRules{}) : traffic::RequestContext{};
        const std::lock_guard lock(m_mutex);
        if (!isOurs || m_waiting.size() >= kMostWaiting) {
            ++m_others;
            return;
        }
        m_waiting.push_back({*tag, 0, request.receivedAt, m_clock.steady(), request.form, request.head,
                             request.bodyLength, request.bodyDigest, std::move(context)});
    }

    listener::AnswerDispatcher m_answers;
    const std::string m_run;
    const base::Clock& m_clock;
    mutable std::mutex m_mutex;
    std::vector<Arrival> m_waiting;
    std::uint64_t m_others = 0;
};

class Listening final : public ListeningArrivals {
public:
    Listening(std::string run, const base::Clock& clock) : m_sink(*m_io, std::move(run), clock) {}
    ~Listening() override {
        if (m_thread.joinable()) {
            m_listener->stop();
            const auto end = std::chrono::steady_clock::now() + kDrainTime;
            while (!m_listener->isQuiet() && std::chrono::steady_clock::now() < end) {
                std::this_thread::sleep_for(kDrainLook);
            }
            m_io->stop();
            m_thread.join();
        }
        // What connections are left end now, while the sink that they hand things to is there.
        m_listener.reset();
        m_work.reset();
        m_io.reset();
    }

    base::Result<void> start(const ListeningOptions& options, const base::Clock& clock) {
        listener::ListenerOptions wanted;
        wanted.name = "probe";
        wanted.address = options.address;
        wanted.port = options.port;
        wanted.allow = options.allow;
        wanted.limits.bodyKeptBytes = kBodyKept;
        auto opened = listener::MirrorListener::open(*m_io, std::move(wanted), m_sink, clock);
        if (!opened) {
            return opened.error();
        }
        m_listener = std::move(*opened);
        m_thread = std::thread([this] { m_io->run(); });
        return {};
    }

    base::Result<std::vector<Arrival>> arrived(const base::CancelToken&) override { return m_sink.take(); }
    base::Result<bool> complete(std::vector<Arrival>&, const base::CancelToken&) override { return true; }
    std::uint16_t port() const override { return m_listener->port(); }
    std::uint64_t others() const override { return m_sink.others(); }

private:
    using WorkGuard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

    std::unique_ptr<boost::asio::io_context> m_io = std::make_unique<boost::asio::io_context>(1);
    std::optional<WorkGuard> m_work{m_io->get_executor()};
    ArrivalSink m_sink;
    std::shared_ptr<listener::MirrorListener> m_listener;
    std::thread m_thread;
};

}  // namespace

base::Result<std::unique_ptr<ListeningArrivals>> ListeningArrivals::open(ListeningOptions options,
                                                                         const base::Clock& clock) {
    auto listening = std::make_unique<Listening>(options.run, clock);
    if (auto started = listening->start(options, clock); !started) {
        return started.error();
    }
    return std::unique_ptr<ListeningArrivals>(std::move(listening));
}

}  // namespace mirrorscope::probe
