// SPDX-License-Identifier: Apache-2.0
#include "core/listener/answer_dispatcher.h"

#include <boost/asio/post.hpp>

namespace mirrorscope::listener {
namespace {

template <typename Batch>
void answerAll(boost::asio::io_context& io, const std::shared_ptr<const Batch>& batch) {
    boost::asio::post(io, [batch] {
        for (const auto& shipment : *batch) {
            shipment->answer();
        }
    });
}

}  // namespace

void AnswerDispatcher::delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) {
    answerAll(m_io, batch);
}

void AnswerDispatcher::partsDelivered(const std::shared_ptr<const traffic::PartBatch>& batch) {
    answerAll(m_io, batch);
}

}  // namespace mirrorscope::listener
