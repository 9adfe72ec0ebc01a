// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/clock.h"
#include "core/base/ip_network.h"
#include "core/traffic/peer_counters.h"

class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::arrivals {

/// One address that brought no request: what it did, what it began with, and a button that lets it in. UI
/// thread.
class PeerRow : public QWidget {
    Q_OBJECT

public:
    /// `name`: of its objects.
    PeerRow(const QString& name, QWidget* parent);

    /// `mayAllow`: the listener is one of this process.
    void setPeer(const traffic::PeerCounters& peer, const std::vector<base::IpNetwork>& allow, bool mayAllow,
                 base::WallTime now);

signals:
    void allowAsked(const mirrorscope::base::IpNetwork& network);

private:
    text::PlainLabel* m_title;
    text::PlainLabel* m_what;
    text::PlainLabel* m_bytes;
    text::PlainLabel* m_advice;
    QPushButton* m_allow;
    std::optional<base::IpNetwork> m_network;
};

}  // namespace mirrorscope::ui::arrivals
