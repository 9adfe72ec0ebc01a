// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/listener/part_gate.h"
#include "core/listener/part_sink.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::listener {

/// Sends the parts of one connection's bodies to the journal and says when its sender must wait for the disk.
/// Owned by its Session; I/O thread only.
class BodySender final : public PartSink, public std::enable_shared_from_this<BodySender> {
public:
    /// `settled` is called whenever waiting parts became fewer, `incident` when the sink threw; both live as
    /// long as the sender.
    BodySender(traffic::RequestSink& sink, std::shared_ptr<PartGate> gate, const base::Clock& clock,
               std::function<void()> settled, std::function<void()> incident);
    ~BodySender() override;
    BodySender(const BodySender&) = delete;
    BodySender& operator=(const BodySender&) = delete;

    bool part(std::string bytes) override;
    traffic::BodyKey endBody() override;

    /// So many parts are on their way, or one waits at the gate, that nothing more should be read.
    bool isFull() const { return m_waiting.size() >= kPartsUnderWay || m_held != nullptr; }
    /// Gate only: the part that waits there may go, or leaves the gate again.
    void admitted();
    /// Gives up the body that has waited for the disk since `before` or longer; true when one was given up or
    /// is not waited for any more.
    bool giveUp(base::SteadyTime before);
    /// The request of a body that endBody() had completed was refused.
    void abandon(traffic::BodyKey body);

private:
    class Part;
    struct Waiting {
        std::shared_ptr<traffic::PartDelivery> part;
        base::SteadyTime since{};
    };
    /// One being written and one to follow it: the disk never waits for the network, and a connection holds
    /// three parts at most.
    static constexpr std::size_t kPartsUnderWay = 2;

    void settled(const traffic::PartDelivery& part);
    bool offer(const std::shared_ptr<traffic::PartDelivery>& part);
    void send(const std::shared_ptr<traffic::PartDelivery>& part);
    void sendHeld();
    void giveUpCurrent();
    template <typename Which>
    void forget(const Which& which);

    traffic::RequestSink& m_sink;
    std::shared_ptr<PartGate> m_gate;
    const base::Clock& m_clock;
    std::function<void()> m_settled;
    std::function<void()> m_incident;
    traffic::BodyKey m_body = 0;                    // being read, once it has a part
    std::int64_t m_next = 0;                        // index of its next part
    bool m_givenUp = false;                         // the body being read
    std::deque<Waiting> m_waiting;                  // on their way, through the gate
    std::shared_ptr<traffic::PartDelivery> m_held;  // before the gate
};

}  // namespace mirrorscope::listener
