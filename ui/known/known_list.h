// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <filesystem>

#include "core/standing/known_source.h"
#include "ui/filter/filter.h"

namespace mirrorscope::ui::known {

/// The known sources of this user: what their file says, which of them apply today, and whether the requests
/// of those that hide are shown. To hide is a part of the filter that the tables ask the store with, so that
/// counts, searches and live rows agree; nothing is taken out of the session. UI thread.
class KnownList : public QObject {
    Q_OBJECT

public:
    static const base::Clock& systemClock();

    /// Reads the file. The clock outlives it.
    explicit KnownList(std::filesystem::path file, QObject* parent = nullptr,
                       const base::Clock& clock = systemClock());

    const standing::KnownSources& all() const { return m_all; }
    const standing::KnownSources& inForce() const { return m_inForce; }
    base::WallTime now() const { return m_clock.wall(); }
    /// Why the file does not count: "known-sources.txt, line 3: …". Empty: it does.
    const QString& problem() const { return m_problem; }
    /// Takes these and writes the file. False where it could not be written, with a problem(), and where it
    /// is broken: then it is left as it is, and these count until the window closes.
    bool keep(const standing::KnownSources& sources);

    bool isHiding() const { return m_isHiding; }
    void setHiding(bool isHiding);
    /// Of those that hide today, whether they do or not.
    std::size_t hidingCount() const { return m_hidden.size(); }

    /// The filter without what is hidden; as it is where nothing is, or where both are more than a filter may
    /// have: then mayHide() is false.
    filter::Filter effective(const filter::Filter& filter) const;
    bool mayHide(const filter::Filter& filter) const;
    /// Only what effective() leaves out; empty where that is nothing.
    filter::Filter hiddenOf(const filter::Filter& filter) const;

    /// Looks at the clock: some may be over. By itself once a minute.
    void refresh();

signals:
    /// Others apply, or they hide or do not.
    void changed();

private:
    void load();
    void apply();

    const std::filesystem::path m_file;
    const base::Clock& m_clock;
    standing::KnownSources m_all;
    standing::KnownSources m_inForce;
    std::vector<std::string> m_hidden;
    QString m_problem;
    bool m_isBroken = false;
    bool m_isHiding = false;
    QTimer m_timer;
};

}  // namespace mirrorscope::ui::known
