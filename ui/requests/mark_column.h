// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/mark.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::requests {

/// The marks of the requests in view, read as they are needed, as header_columns.h does: few rows have one,
/// and a mark changes while its row does not. UI thread.
class MarkColumn : public QObject {
    Q_OBJECT

public:
    /// What is out of view makes room beyond that.
    static constexpr std::size_t kKept = 8192;

    explicit MarkColumn(live::PageLoader& loader);
    ~MarkColumn() override;

    /// Unset: not read yet.
    std::optional<traffic::Mark> mark(traffic::RequestId id) const;
    /// Requests in view: their marks are read and kept.
    void want(std::vector<traffic::RequestId> ids);
    /// Somebody changed them; what was known stays until they are read.
    void readAgain(const std::vector<traffic::RequestId>& ids);
    /// What was read may be of another session.
    void clear();

signals:
    void loaded();

private:
    void readWanted();
    void onRead(const std::vector<traffic::RequestId>& ids, base::Result<std::vector<traffic::Mark>> marks);
    void makeRoom();

    live::PageLoader& m_loader;
    std::unordered_map<traffic::RequestId, traffic::Mark> m_marks;
    std::unordered_set<traffic::RequestId> m_stale;
    std::vector<traffic::RequestId> m_wanted;
    std::unordered_set<traffic::RequestId> m_reading;
    base::CancelToken m_token;
};

/// What the cell answers to a role of the model; `mark` is unset while it is being read.
QVariant markCell(std::optional<traffic::Mark> mark, int role);

}  // namespace mirrorscope::ui::requests
