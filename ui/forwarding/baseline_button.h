// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QToolButton>
#include <vector>

#include "ui/forwarding/header_feed.h"

class QAction;

namespace mirrorscope::ui::forwarding {

/// What drift of headers is measured by, for the sources that are shown: says since when, and sets it. UI
/// thread.
class BaselineButton : public QToolButton {
    Q_OBJECT

public:
    explicit BaselineButton(QWidget* parent = nullptr);

    void setShown(SharedSnapshot snapshot, std::vector<traffic::Source> sources);
    void setTimeZone(const QTimeZone& zone);
    /// "baseline set 29 Nov 11:50:03", empty while all have their first requests.
    QString facts() const;

signals:
    /// `what` names it: "Set baseline of edge-nginx". Somebody writes it and reads again.
    void asked(const QString& what, const std::vector<mirrorscope::traffic::SourceBaseline>& baselines);

private:
    void refresh();
    /// What of those shown there is to say; in the order of the sources.
    std::vector<traffic::SourceBaseline> presentOnes() const;
    std::vector<traffic::SourceBaseline> setOnes() const;
    QString named(const QString& one, const QString& many,
                  const std::vector<traffic::SourceBaseline>& baselines) const;

    QAction* m_set;
    QAction* m_reset;
    SharedSnapshot m_snapshot;
    std::vector<traffic::Source> m_sources;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

/// Since when it is: "First 200 requests", "Set 29 Nov 11:50:03".
QString baselineText(const std::optional<traffic::PresenceBaseline>& baseline, const QTimeZone& zone);

}  // namespace mirrorscope::ui::forwarding
