// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <optional>
#include <string>

#include "core/traffic/finding_mute.h"

class QLabel;
class QToolButton;

namespace mirrorscope::ui::text {
class IconMark;
}

namespace mirrorscope::ui::forwarding {

/// The top of a finding's page: what is wrong, since when, whether it is muted, and what can be done with it
/// as a whole. UI thread.
class FindingHead : public QWidget {
    Q_OBJECT

public:
    explicit FindingHead(QWidget* parent = nullptr);

    /// `source` is the name as received.
    void setFinding(const traffic::Finding& finding, const std::string& source,
                    const std::optional<traffic::FindingMute>& mute, const QTimeZone& zone);

signals:
    void copyAsked();
    /// Unset: it is not to be muted any more.
    void muteAsked(const std::optional<mirrorscope::traffic::FindingMute>& mute);

private:
    QWidget* buildActions();
    void askMute();

    traffic::FindingKey m_key;
    bool m_isMuted = false;
    text::IconMark* m_icon;
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_muted;  // why and until when
    QToolButton* m_mute = nullptr;
};

}  // namespace mirrorscope::ui::forwarding
