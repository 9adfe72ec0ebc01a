// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "core/api/source_service.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::sources {

/// Has changes of what is said of sources written on a reader's thread, one after the other, and remembers
/// how to take the last one back. An undo stack of the window can take `undo()` over: it needs no more than
/// undoChanged(). UI thread; loader and service outlive it.
class SourceEdits : public QObject {
    Q_OBJECT

public:
    /// `service`: null where nothing can be said.
    SourceEdits(live::PageLoader& loader, api::SourceService* service, QObject* parent = nullptr);

    bool isPossible() const { return m_service != nullptr; }
    api::SourceService* service() const { return m_service; }

    /// `what` says it in the past: "edge is now called shop". `nameBefore`: shown until now.
    void change(const traffic::SourceSetting& wanted, const QString& what, const std::string& nameBefore);
    /// What the last change did; empty: there is nothing to take back.
    const QString& lastChange() const { return m_lastChange; }
    /// Counts the changes, so that each has a banner of its own.
    int changes() const { return m_changes; }
    void undo();
    const std::optional<base::Error>& failure() const { return m_failure; }

signals:
    /// Stored: boards ask again.
    void changed();
    void failed(const mirrorscope::base::Error& error);
    /// lastChange() or failure() is another one.
    void undoChanged();

private:
    void write(const traffic::SourceSetting& wanted, const QString& what, const std::string& nameBefore);

    live::PageLoader& m_loader;
    api::SourceService* m_service;
    QString m_lastChange;
    int m_changes = 0;
    std::optional<traffic::SourceSetting> m_before;
    std::optional<base::Error> m_failure;
};

}  // namespace mirrorscope::ui::sources
