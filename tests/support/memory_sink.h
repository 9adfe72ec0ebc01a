// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
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
    traffic::BodyKey newBody() override;
    bool offerPart(std::shared_ptr<traffic::PartDelivery> part) override;
    void dropBody(traffic::BodyKey body) override;
    /// What was stored, in order.
    std::vector<std::shared_ptr<traffic::Delivery>> stored() const;
    std::size_t offered() const;
    std::size_t offeredParts() const;
    /// The stored parts of a body in the order of their indexes; empty once it was dropped.
    std::vector<std::string> parts(traffic::BodyKey body) const;
    std::size_t bodies() const;  // that are stored in parts

private:
    void run();
    bool settles() const { return m_mode == Mode::Store || m_mode == Mode::Fail; }
    template <typename Offered>
    bool take(std::shared_ptr<Offered> offered, std::vector<std::shared_ptr<Offered>>& waiting,
              std::vector<std::shared_ptr<Offered>>& claimed);
    void settle(traffic::DeliveryBatch batch, Mode mode);
    void settleParts(traffic::PartBatch batch, Mode mode);

    traffic::DeliveryReceiver* m_receiver = nullptr;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Mode m_mode = Mode::Store;
    bool m_stop = false;
    std::size_t m_offered = 0;
    traffic::DeliveryBatch m_waiting;
    traffic::DeliveryBatch m_claimed;
    traffic::DeliveryBatch m_stored;
    std::size_t m_offeredParts = 0;
    traffic::PartBatch m_waitingParts;
    traffic::PartBatch m_claimedParts;
    traffic::BodyKey m_lastBody = 0;
    std::map<traffic::BodyKey, std::vector<std::string>> m_parts;
    std::thread m_thread;
};

}  // namespace mirrorscope::test
