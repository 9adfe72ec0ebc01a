// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/asking.h"

#include <algorithm>

namespace mirrorscope::ui::overview {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point begun) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
}

}  // namespace

Asking::Asking(live::PageLoader& loader, Pace pace, std::function<Question()> make, QObject* parent)
    : QObject(parent),
      m_loader(loader),
      m_pace(pace),
      m_make(std::move(make)),
      m_progress(std::make_shared<SharedProgress>()) {
    connect(&loader, &live::PageLoader::reopened, this, [this] {
        m_asking = false;  // nobody answers what was asked of the other session
        m_due = {};
    });
}

Asking::~Asking() {
    m_token.cancel();
}

std::optional<std::chrono::milliseconds> Asking::asksFor() const {
    return m_asking ? std::optional(since(m_begun)) : std::nullopt;
}

void Asking::cancel() {
    m_token.cancel();
    m_cancelled = true;
    m_asking = false;
}

void Asking::askAnew() {
    m_token.cancel();
    m_cancelled = false;
    ask();
}

void Asking::askWhenDue() {
    if (!m_asking && !m_cancelled && Clock::now() >= m_due) {
        ask();
    }
}

void Asking::ask() {
    m_asking = true;
    m_begun = Clock::now();
    // Its own, so that a question that is just ending does not write into the next one's.
    m_progress = std::make_shared<SharedProgress>();
    const auto note = [progress = m_progress](const traffic::ChartProgress& now) {
        progress->all = now.all;
        progress->left = now.left;
        progress->found = now.found;
    };
    m_token = m_loader.ask<Delivery>(
        this,
        [question = m_make(), note](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return question(queries, cancel, note);
        },
        [this](base::Result<Delivery> delivery) {
            m_asking = false;
            m_due = Clock::now() + std::max(m_pace.least, since(m_begun) * m_pace.rest);
            if (delivery.has_value()) {
                (*delivery)();
                emit answered();
            } else if (delivery.error().code != base::ErrorCode::Cancelled) {
                emit failed(delivery.error());
            }
        },
        m_pace.urgency);
}

}  // namespace mirrorscope::ui::overview
