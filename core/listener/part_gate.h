// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <memory>

namespace mirrorscope::listener {

class BodySender;

/// Lets the parts of all bodies of one listener through to the journal, so many at a time, in the order in
/// which they are ready. Without it the parts of a hundred uploads wait in the queue together and the last is
/// given up although the disk does its best; with it the uploads slow down. I/O thread only.
class PartGate {
public:
    /// True: one may go, leave() says when it is settled. False: the sender's admitted() is called when its
    /// turn comes.
    bool enter(const std::shared_ptr<BodySender>& sender);
    /// The last part of a body goes at once: its request follows it.
    void pass() { ++m_underWay; }
    void leave();

private:
    /// 8 MiB, two transactions: one is written while the other gathers. A disk of 32 MiB/s stores them within
    /// the patience of their senders.
    static constexpr std::size_t kUnderWay = 32;

    std::size_t m_underWay = 0;
    std::deque<std::weak_ptr<BodySender>> m_waiting;
    bool m_admitting = false;
};

}  // namespace mirrorscope::listener
