// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <chrono>
#include <cstdint>
#include <optional>

#include "core/api/session_queries.h"
#include "core/base/cancel_token.h"
#include "ui/filter/filter.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::known {

/// How many requests of the session fit a filter: those that a table leaves out. Reads the session in the
/// background, the newest first, and then what comes. UI thread; the loader outlives it.
class HiddenCount : public QObject {
    Q_OBJECT

public:
    /// Nobody compares larger numbers, and each is a row that is read.
    static constexpr std::uint64_t kMost = 200'000;

    explicit HiddenCount(live::PageLoader& loader, QObject* parent = nullptr);
    ~HiddenCount() override;

    /// Counts anew; an empty filter: nothing is hidden. One that only slid in time is counted anew now and
    /// then, and the number stays until the next is there.
    void setFilter(const filter::Filter& filter);
    /// Another session: counts anew.
    void restart();
    /// Requests up to this one are stored.
    void follow(traffic::RequestId last);

    bool isCounting() const { return !m_filter.isEmpty(); }
    std::uint64_t count() const { return m_before.value_or(m_count); }
    /// Nothing is left to be read; else the count is a lower bound.
    bool isComplete() const { return m_isComplete || m_before; }

    /// Between two counts of one that slides.
    static constexpr std::chrono::seconds kSliding{10};

signals:
    void changed();

private:
    /// Ids of `first` to `last` that were looked at.
    struct Step {
        std::uint64_t count = 0;
        traffic::RequestId first = 0;
        traffic::RequestId last = 0;
        traffic::RequestId attributed = 0;
    };

    void readOlder();
    void readNewer();
    base::CancelToken ask(traffic::RequestId first, traffic::RequestId last,
                          void (HiddenCount::*take)(const Step&));
    void takeOlder(const Step& step);
    void takeNewer(const Step& step);

    live::PageLoader& m_loader;
    filter::Filter m_filter;
    std::uint64_t m_count = 0;
    bool m_isComplete = true;
    std::optional<std::uint64_t> m_before;  // of the filter before it slid, while it is counted anew
    std::chrono::steady_clock::time_point m_begun;
    traffic::RequestId m_oldest = 0;  // from here on all were looked at
    traffic::RequestId m_newest = 0;  // up to here
    traffic::RequestId m_last = 0;
    bool m_hasBegun = false;  // the first step says where the newer ones begin
    bool m_isReadingNewer = false;
    base::CancelToken m_older;
    base::CancelToken m_newer;
};

}  // namespace mirrorscope::ui::known
