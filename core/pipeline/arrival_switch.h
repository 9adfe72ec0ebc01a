// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <unordered_set>
#include <vector>

#include "core/storage/journal.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::pipeline {

/// Hands what the listeners receive to the journal of the present session. After a rotation a body that was
/// begun in the journal before, and its request, still go there. Any thread; blocks nobody.
class ArrivalSwitch final : public traffic::RequestSink {
public:
    /// The journal outlives the switch, or waitUntilLeft() returned for it.
    explicit ArrivalSwitch(storage::Journal& first);

    /// Between two requests: the next one goes there.
    void moveTo(storage::Journal& next);
    /// Blocks until no body is on its way into that journal, which is not the present one; false when
    /// stopped.
    bool waitUntilLeft(const storage::Journal& journal, const std::stop_token& stop);

    bool offer(std::shared_ptr<traffic::Delivery> delivery) override;
    traffic::BodyKey newBody() override;
    bool offerPart(std::shared_ptr<traffic::PartDelivery> part) override;
    void dropBody(traffic::BodyKey body) override;
    void refused(const std::string& listener) override;

private:
    struct Way {
        storage::Journal* journal = nullptr;
        traffic::BodyKey firstBody = 0;             // bodies from this one on are its own
        std::unordered_set<traffic::BodyKey> open;  // begun, and neither given to a request nor dropped
    };
    Way& wayOf(traffic::BodyKey body);
    void close(Way& way, traffic::BodyKey body);

    std::mutex m_mutex;
    std::condition_variable_any m_left;
    std::vector<Way> m_ways;  // the present one last
};

}  // namespace mirrorscope::pipeline
