// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>

#include "core/traffic/delivery.h"

namespace mirrorscope::listener {

/// Brings the journal's outcomes back to the I/O thread: one handler a committed batch, not one a request.
/// Called on the journal's thread; must outlive the journal.
class AnswerDispatcher final : public traffic::DeliveryReceiver {
public:
    explicit AnswerDispatcher(boost::asio::io_context& io) : m_io(io) {}
    void delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) override;
    void partsDelivered(const std::shared_ptr<const traffic::PartBatch>& batch) override;

private:
    boost::asio::io_context& m_io;
};

}  // namespace mirrorscope::listener
