// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/arrival_switch.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::pipeline {

ArrivalSwitch::ArrivalSwitch(storage::Journal& first) {
    m_ways.push_back({&first, 0, {}});
}

void ArrivalSwitch::moveTo(storage::Journal& next) {
    const std::lock_guard lock(m_mutex);
    const traffic::BodyKey last = m_ways.back().journal->lastBody();
    next.giveBodiesAbove(last);
    m_ways.push_back({&next, last + 1, {}});
}

bool ArrivalSwitch::waitUntilLeft(const storage::Journal& journal, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    const auto way = [&] { return std::ranges::find(m_ways, &journal, &Way::journal); };
    const bool left = m_left.wait(lock, stop, [&] { return way()->open.empty(); });
    if (left) {
        // Keys of its bodies are never asked for again: the next older way may answer for them.
        m_ways.erase(way());
    }
    return left;
}

bool ArrivalSwitch::offer(std::shared_ptr<traffic::Delivery> delivery) {
    const std::lock_guard lock(m_mutex);
    const traffic::BodyKey body = delivery->request.bodyParts;
    if (body == 0) {
        return m_ways.back().journal->offer(std::move(delivery));
    }
    Way& way = wayOf(body);
    const bool taken = way.journal->offer(std::move(delivery));
    if (taken) {
        close(way, body);
    }
    return taken;
}

traffic::BodyKey ArrivalSwitch::newBody() {
    const std::lock_guard lock(m_mutex);
    Way& way = m_ways.back();
    return *way.open.insert(way.journal->newBody()).first;
}

bool ArrivalSwitch::offerPart(std::shared_ptr<traffic::PartDelivery> part) {
    const std::lock_guard lock(m_mutex);
    return wayOf(part->part.body).journal->offerPart(std::move(part));
}

void ArrivalSwitch::refused(const std::string& listener) {
    const std::lock_guard lock(m_mutex);
    m_ways.back().journal->refused(listener);
}

void ArrivalSwitch::dropBody(traffic::BodyKey body) {
    const std::lock_guard lock(m_mutex);
    Way& way = wayOf(body);
    way.journal->dropBody(body);
    close(way, body);
}

ArrivalSwitch::Way& ArrivalSwitch::wayOf(traffic::BodyKey body) {
    for (auto way = m_ways.rbegin(); way != m_ways.rend(); ++way) {
        if (body >= way->firstBody) {
            return *way;
        }
    }
    return m_ways.front();
}

void ArrivalSwitch::close(Way& way, traffic::BodyKey body) {
    if (way.open.erase(body) > 0 && way.open.empty()) {
        m_left.notify_all();
    }
}

}  // namespace mirrorscope::pipeline
