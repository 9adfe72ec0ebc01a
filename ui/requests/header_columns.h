// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::requests {

/// The headers that are columns, and their values of the requests in view, read as they are needed. UI
/// thread.
class HeaderColumns : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 16;
    /// Of a value. Longer ones nobody reads in a cell, and senders choose them.
    static constexpr std::size_t kKeptBytes = 4096;
    /// What is out of view makes room beyond that; a screen full of the longest values is 11 MB.
    static constexpr std::size_t kCachedBytes = 16U << 20U;

    struct Value {
        std::string bytes;  // as received, several lines joined by ", "; empty: none
        bool isWhole = true;
    };

    explicit HeaderColumns(live::PageLoader& loader);
    ~HeaderColumns() override;

    int count() const { return static_cast<int>(m_names.size()); }
    const std::string& name(int column) const { return m_names[static_cast<std::size_t>(column)]; }
    /// Names compare without case; -1: no column.
    int indexOf(std::string_view name) const;
    /// Not a name of a header, one that is a column already, or too many.
    bool canAdd(std::string_view name) const;
    void add(std::string name);
    void remove(int column);

    /// Null: not read yet.
    const Value* value(traffic::RequestId id, int column) const;
    /// Requests in view: their values are read and kept.
    void want(std::vector<traffic::RequestId> ids);
    /// What was read may be of another session.
    void clear();

    std::size_t cachedBytes() const { return m_bytes; }

signals:
    void loaded();

private:
    using Values = std::vector<std::vector<std::string>>;

    void readWanted();
    void onRead(const std::vector<traffic::RequestId>& ids, base::Result<Values> values);
    void makeRoom();

    live::PageLoader& m_loader;
    std::vector<std::string> m_names;
    std::unordered_map<traffic::RequestId, std::vector<Value>> m_values;
    std::size_t m_bytes = 0;
    std::vector<traffic::RequestId> m_wanted;
    std::unordered_set<traffic::RequestId> m_reading;
    base::CancelToken m_token;
};

}  // namespace mirrorscope::ui::requests
