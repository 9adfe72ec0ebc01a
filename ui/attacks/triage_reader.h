// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <deque>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/traffic/attack.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::attacks {

/// Asks the session for the triage of attacks, some at a time and in the order in which they are wanted. UI
/// thread; the loader outlives it.
class TriageReader : public QObject {
    Q_OBJECT

public:
    /// Some tens of milliseconds of a reader.
    static constexpr std::size_t kAtOnce = 200;
    using Told = std::vector<std::pair<traffic::AttackId, std::string>>;

    explicit TriageReader(live::PageLoader& loader, QObject* parent = nullptr);
    ~TriageReader() override;

    void want(const std::vector<traffic::AttackId>& attacks);
    /// Forgets all, also what is on its way.
    void clear();

signals:
    void told(const mirrorscope::ui::attacks::TriageReader::Told& states);

private:
    void readNext();

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    std::deque<traffic::AttackId> m_wanted;
    std::unordered_set<traffic::AttackId> m_isWanted;
    bool m_isReading = false;
};

}  // namespace mirrorscope::ui::attacks
