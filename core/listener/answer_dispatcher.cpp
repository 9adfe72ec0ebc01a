// SPDX-License-Identifier: Apache-2.0
#include "core/listener/answer_dispatcher.h"

#include <boost/asio/post.hpp>

namespace mirrorscope::listener {

void AnswerDispatcher::delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) {
    boost::asio::post(m_io, [batch] {
        for (const auto& delivery : *batch) {
            delivery->answer();
        }
    });
}

}  // namespace mirrorscope::listener
