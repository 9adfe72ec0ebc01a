// SPDX-License-Identifier: Apache-2.0
#include "core/listener/body_sender.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::listener {

/// Knows its sender while that lives.
class BodySender::Part final : public traffic::PartDelivery {
public:
    explicit Part(std::weak_ptr<BodySender> sender) : m_sender(std::move(sender)) {}

    void answer() override {
        if (const auto sender = m_sender.lock()) {
            sender->settled(*this);
        }
    }

private:
    std::weak_ptr<BodySender> m_sender;
};

BodySender::BodySender(traffic::RequestSink& sink, std::shared_ptr<PartGate> gate, const base::Clock& clock,
                       std::function<void()> settled, std::function<void()> incident)
    : m_sink(sink),
      m_gate(std::move(gate)),
      m_clock(clock),
      m_settled(std::move(settled)),
      m_incident(std::move(incident)) {}

BodySender::~BodySender() {
    if (m_body != 0) {
        abandon(m_body);
    }
    for (std::size_t i = 0; i < m_waiting.size(); ++i) {
        m_gate->leave();
    }
}

bool BodySender::part(std::string bytes) {
    if (m_givenUp) {
        return false;
    }
    if (m_body == 0) {
        m_body = m_sink.newBody();
        m_next = 0;
    }
    sendHeld();  // order is kept; there is none but before the last part
    const auto part = std::make_shared<Part>(weak_from_this());
    part->part = {m_body, m_next++, std::move(bytes)};
    if (m_gate->enter(shared_from_this())) {
        send(part);
    } else {
        m_held = part;
    }
    return !m_givenUp;
}

void BodySender::admitted() {
    if (m_held == nullptr) {
        return;  // given up or sent without waiting any longer
    }
    m_gate->pass();
    send(std::exchange(m_held, nullptr));
    m_settled();
}

void BodySender::sendHeld() {
    if (m_held != nullptr && !m_givenUp) {
        m_gate->pass();
        send(std::exchange(m_held, nullptr));
    }
}

/// Has a place in the gate.
void BodySender::send(const std::shared_ptr<traffic::PartDelivery>& part) {
    if (offer(part)) {
        m_waiting.push_back({part, m_clock.steady()});
        return;
    }
    m_gate->leave();
    giveUpCurrent();
}

/// A sink that fails refuses.
bool BodySender::offer(const std::shared_ptr<traffic::PartDelivery>& part) {
    try {
        return m_sink.offerPart(part);
    } catch (const std::exception&) {
        m_incident();
        return false;
    }
}

traffic::BodyKey BodySender::endBody() {
    sendHeld();
    m_givenUp = false;
    return std::exchange(m_body, 0);
}

void BodySender::settled(const traffic::PartDelivery& part) {
    const bool failed = part.state() == traffic::Delivery::State::Failed;
    forget([&](const traffic::PartDelivery& waiting) { return &waiting == &part; });
    if (failed && part.part.body == m_body) {
        giveUpCurrent();
    }
    m_settled();
}

bool BodySender::giveUp(base::SteadyTime before) {
    if (m_waiting.empty() || m_waiting.front().since > before) {
        return false;
    }
    const auto& late = m_waiting.front().part;
    if (late->part.body == m_body) {
        giveUpCurrent();
    } else {
        // Its request is answered by itself.
        forget([&](const traffic::PartDelivery& waiting) { return &waiting == late.get(); });
    }
    return true;
}

void BodySender::giveUpCurrent() {
    m_givenUp = true;
    abandon(std::exchange(m_body, 0));
}

void BodySender::abandon(traffic::BodyKey body) {
    if (m_held != nullptr && m_held->part.body == body) {
        m_held.reset();
    }
    const auto isOfBody = [body](const traffic::PartDelivery& part) { return part.part.body == body; };
    for (const Waiting& waiting : m_waiting) {
        if (isOfBody(*waiting.part)) {
            waiting.part->withdraw();  // one that is being written is deleted afterwards
        }
    }
    forget(isOfBody);
    m_sink.dropBody(body);
}

/// Does not wait any more for the parts of which `which` is true.
template <typename Which>
void BodySender::forget(const Which& which) {
    const auto places =
        std::erase_if(m_waiting, [&](const Waiting& waiting) { return which(*waiting.part); });
    for (std::size_t i = 0; i < places; ++i) {
        m_gate->leave();
    }
}

}  // namespace mirrorscope::listener
