// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/storage/journal.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::test {

/// A request as the listener would hand it over; head and body may hold any bytes.
inline std::shared_ptr<traffic::Delivery> delivery(const std::string& target, const std::string& body = {}) {
    auto out = std::make_shared<traffic::Delivery>();
    traffic::MirroredRequest& request = out->request;
    request.receivedAt = base::WallTime(std::chrono::seconds(1'800'000'000));
    request.listener = "default";
    request.peer = "127.0.0.3";
    request.peerPort = 40'000;
    request.method = "GET";
    request.target = target;
    request.version = "HTTP/1.1";
    request.head = "GET " + target + " HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    request.body = body;
    request.bodyLength = body.size();
    request.bodyDigest = base::sha256(body);
    return out;
}

/// Gathers what the journal reports, in its order.
class Outcomes final : public traffic::DeliveryReceiver {
public:
    void delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) override {
        {
            const std::lock_guard lock(m_mutex);
            m_all.insert(m_all.end(), batch->begin(), batch->end());
        }
        m_changed.notify_all();
    }

    /// Blocks until so many are settled; false after ten seconds.
    bool waitFor(std::size_t count) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(10), [&] { return m_all.size() >= count; });
    }

    std::vector<std::shared_ptr<traffic::Delivery>> all() const {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<traffic::Delivery>> m_all;
};

}  // namespace mirrorscope::test
