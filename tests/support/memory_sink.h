// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/traffic/delivery.h"

namespace mirrorscope::test {

/// A journal without a disk: settles what it is offered on a thread of its own, as it is told to.
class MemorySink final : public traffic::RequestSink {
public:
    /// Hold keeps what comes in the queue; Begin claims it, as a journal that has begun its transaction. Both
    /// settle it when the mode changes to Store or Fail.
    enum class Mode { Store, Refuse, Fail, Hold, Begin, Throw };

    MemorySink();
    ~MemorySink() override;

    /// Before the first offer.
    void setReceiver(traffic::DeliveryReceiver& receiver) { m_receiver = &receiver; }
    void setMode(Mode mode);

    bool offer(std::shared_ptr<traffic::Delivery> delivery) override;
    /// What was stored, in order.
    std::vector<std::shared_ptr<traffic::Delivery>> stored() const;
    std::size_t offered() const;

private:
    void run();
    bool settles() const { return m_mode == Mode::Store || m_mode == Mode::Fail; }
    void settle(traffic::DeliveryBatch batch, Mode mode);

    traffic::DeliveryReceiver* m_receiver = nullptr;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Mode m_mode = Mode::Store;
    bool m_stop = false;
    std::size_t m_offered = 0;
    traffic::DeliveryBatch m_waiting;
    traffic::DeliveryBatch m_claimed;
    traffic::DeliveryBatch m_stored;
    std::thread m_thread;
};

}  // namespace mirrorscope::test
