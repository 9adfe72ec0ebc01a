// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "ui/requests/row_changes.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::requests {

/// Rows by id in pages, the least recently used page makes room. What the live feed tells goes straight in,
/// so the end of the table needs no disk; what is missing in the wanted range is read by the page loader. UI
/// thread.
class RequestPages : public QObject {
    Q_OBJECT

public:
    static constexpr int kPageRows = 128;
    /// 12,288 rows of about 1.5 kB: some seconds of a busy tail and any screen, at 20 MB.
    static constexpr std::size_t kCachedPages = 96;
    /// Pages read ahead on either side of what is in view.
    static constexpr int kPagesAround = 1;

    explicit RequestPages(live::PageLoader& loader, QObject* parent = nullptr);
    ~RequestPages() override;

    /// Null: not here (yet).
    SharedRow row(traffic::RequestId id) const;
    /// The store was read and has no such row.
    bool isGone(traffic::RequestId id) const;

    /// The newest id that is stored.
    void setEnd(traffic::RequestId last);
    /// Ids that are in view: their pages are read and kept, other reads are cancelled.
    void want(traffic::RequestId first, traffic::RequestId last);

    void put(const SharedRow& row);
    /// The row as it is now, or null when it is not here.
    template <typename Change>
    SharedRow patch(const Change& change);
    /// Drops everything; what is wanted is read again.
    void clear();

    std::size_t pageCount() const { return m_pages.size(); }

signals:
    void loaded(qint64 first, qint64 last);

private:
    struct Page {
        std::array<SharedRow, kPageRows> rows;
        traffic::RequestId readUpTo = 0;  // empty slots up to here are gone
        bool stale = false;               // read again although complete
        std::uint64_t used = 0;
    };
    struct Reading {
        base::CancelToken token;
        traffic::RequestId upTo = 0;    // last id that was stored when asked
        bool changedMeanwhile = false;  // the answer may be older than the change: read once more
    };
    using PageNumber = std::int64_t;

    /// A screen never shows more; guards against a caller that asks for the whole table.
    static constexpr int kWantedRows = 1024;

    static PageNumber pageOf(traffic::RequestId id) { return id / kPageRows; }
    static traffic::RequestId lastOf(PageNumber number) { return (number + 1) * kPageRows - 1; }
    static std::size_t slotOf(traffic::RequestId id) { return static_cast<std::size_t>(id % kPageRows); }

    Page& page(PageNumber number);
    SharedRow* slot(traffic::RequestId id);
    bool isComplete(PageNumber number) const;
    void read(PageNumber number);
    void onRead(PageNumber number, base::Result<std::vector<traffic::RequestRow>> rows);
    void fill(Page& page, PageNumber number, std::vector<traffic::RequestRow> rows);
    void readWanted();
    void makeRoom();

    live::PageLoader& m_loader;
    std::unordered_map<PageNumber, Page> m_pages;
    std::unordered_map<PageNumber, Reading> m_reading;
    traffic::RequestId m_end = 0;
    traffic::RequestId m_wantedFirst = 0;
    traffic::RequestId m_wantedLast = -1;
    std::uint64_t m_clock = 0;
};

template <typename Change>
SharedRow RequestPages::patch(const Change& change) {
    SharedRow* row = slot(requestOf(change));
    if (!row) {
        return nullptr;
    }
    *row = changedRow(**row, change);
    return *row;
}

}  // namespace mirrorscope::ui::requests
