// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/decision_watch.h"

#include <utility>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::live {

DecisionWatch::DecisionWatch(PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_isAsking) {
            ask();
        }
    });
    connect(&loader, &PageLoader::reopened, this, [this] {
        m_stamp.clear();
        ask();
    });
    m_timer.start(kMilliseconds);
}

DecisionWatch::~DecisionWatch() {
    m_token.cancel();
}

void DecisionWatch::look() {
    ask();
}

void DecisionWatch::ask() {
    // An answer on its way may be older than what was just decided.
    m_token.cancel();
    m_isAsking = true;
    m_token = m_loader.ask<std::string>(
        this, [](api::SessionQueries& queries, const base::CancelToken&) { return queries.decisionsStamp(); },
        [this](base::Result<std::string> stamp) {
            m_isAsking = false;
            if (stamp.has_value() && *stamp != m_stamp) {
                m_stamp = std::move(*stamp);
                emit changed(!m_stamp.empty());
            }
        });
}

}  // namespace mirrorscope::ui::live
