// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "core/base/clock.h"
#include "core/listener/message_reader.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::listener {

/// The answers of one connection, given in the order of its requests (RFC 9112 9.3.2) whatever order they are
/// settled in. I/O thread only.
class AnswerQueue {
public:
    /// A request waits; `delivery` null: refused at once.
    void expect(const ReadMessage& message, std::shared_ptr<traffic::Delivery> delivery,
                base::SteadyTime now);
    /// The outcome of one of them; ignored when it was answered before.
    void settle(const traffic::Delivery& delivery, bool stored);

    /// Gives up on what has waited since `before` or longer: still queued is withdrawn, being written is
    /// marked late. Calls refused() for each withdrawn one; true when an answer became ready.
    template <typename Refused>
    bool giveUp(base::SteadyTime before, const Refused& refused);

    /// Moves the answers that are ready to the end of `out`; true when the last of them ends the connection.
    bool takeReady(std::string& out);

    bool isEmpty() const { return m_waiting.empty(); }
    std::size_t size() const { return m_waiting.size(); }

private:
    struct Entry {
        std::shared_ptr<traffic::Delivery> delivery;  // null once it is answered
        base::SteadyTime since{};
        int status = 204;
        bool ready = false;
        bool close = false;
        bool keepAlive10 = false;
    };
    std::deque<Entry> m_waiting;
};

template <typename Refused>
bool AnswerQueue::giveUp(base::SteadyTime before, const Refused& refused) {
    bool any = false;
    for (Entry& entry : m_waiting) {
        if (entry.since > before) {
            break;
        }
        if (entry.ready) {
            continue;
        }
        if (entry.delivery->withdraw()) {
            refused();
        } else if (!entry.delivery->markLate()) {
            continue;  // its outcome is on the way
        }
        entry.status = 503;
        entry.ready = true;
        entry.delivery.reset();
        any = true;
    }
    return any;
}

}  // namespace mirrorscope::listener
