// SPDX-License-Identifier: Apache-2.0
#include "core/listener/answer_queue.h"

#include <string_view>

namespace mirrorscope::listener {
namespace {

std::string_view reasonPhrase(int status) {
    switch (status) {
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 400:
            return "Bad Request";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 431:
            return "Request Header Fields Too Large";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Service Unavailable";
    }
}

/// Short on purpose: an answer must never be many times what was sent.
void appendAnswer(std::string& out, int status, bool close, bool keepAlive10) {
    if (status == 204 && !close && !keepAlive10) {
        out += "HTTP/1.1 204 No Content\r\n\r\n";
        return;
    }
    out += "HTTP/1.1 " + std::to_string(status) + " ";
    out += reasonPhrase(status);
    out += status == 204 ? "\r\n" : "\r\nContent-Length: 0\r\n";
    out += status == 405 ? "Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH, TRACE\r\n" : "";
    out += close ? "Connection: close\r\n" : keepAlive10 ? "Connection: keep-alive\r\n" : "";
    out += "\r\n";
}

}  // namespace

void AnswerQueue::expect(const ReadMessage& message, std::shared_ptr<traffic::Delivery> delivery,
                         base::SteadyTime now) {
    const bool refused = delivery == nullptr;
    m_waiting.push_back({std::move(delivery), now, refused ? 503 : message.status, refused, message.close,
                         message.keepAlive10});
}

void AnswerQueue::settle(const traffic::Delivery& delivery, bool stored) {
    for (Entry& entry : m_waiting) {
        if (entry.delivery.get() == &delivery) {
            entry.status = stored ? entry.status : 503;
            entry.ready = true;
            entry.delivery.reset();
            return;
        }
    }
}

bool AnswerQueue::takeReady(std::string& out) {
    while (!m_waiting.empty() && m_waiting.front().ready) {
        const Entry entry = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (entry.status != 0) {
            appendAnswer(out, entry.status, entry.close, entry.keepAlive10);
        }
        if (entry.close) {
            return true;
        }
    }
    return false;
}

}  // namespace mirrorscope::listener
