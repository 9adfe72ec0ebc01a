// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <string>

#include "core/base/cancel_token.h"

namespace mirrorscope::ui::live {

class PageLoader;

/// Notices that somebody decided something in the session, in this window or in another program. UI thread;
/// the loader outlives it.
class DecisionWatch : public QObject {
    Q_OBJECT

public:
    /// Who decides elsewhere sees it here while turning the head. One small question.
    static constexpr int kMilliseconds = 2000;

    explicit DecisionWatch(PageLoader& loader, QObject* parent = nullptr);
    ~DecisionWatch() override;

    /// Now, because something was just decided.
    void look();

signals:
    /// Triage states say something else now; `isAny`: of some hit, they are not new. Comes once for a session
    /// in which something was decided before.
    void changed(bool isAny);

private:
    void ask();

    PageLoader& m_loader;
    QTimer m_timer;
    base::CancelToken m_token;
    std::string m_stamp;  // of no decision
    bool m_isAsking = false;
};

}  // namespace mirrorscope::ui::live
