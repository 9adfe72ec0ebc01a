// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/base/cancel_token.h"
#include "ui/filter/known_values.h"
#include "ui/live/live_changes.h"

namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::shell {

/// Fills the values that the filter's completion knows: from the newest requests of the session, and from
/// some of those that arrive. UI thread.
class ValueFeed : public QObject {
    Q_OBJECT

public:
    ValueFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent = nullptr);

    /// After the bridge was started.
    void start();
    const filter::KnownValues& values() const { return m_values; }

private:
    void learn(const live::LiveChanges& changes);

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    filter::KnownValues m_values;
};

}  // namespace mirrorscope::ui::shell
