// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <optional>

#include "ui/shell/perspective.h"

namespace mirrorscope::ui::shell {

/// How the window looked when it was closed: a file in the XDG state directory, with a version so that an
/// older layout is left alone instead of half applied. No setting of the program lives here. UI thread.
class LayoutStore {
public:
    /// Of the parts and their names. Raise it when they change.
    static constexpr int kVersion = 2;

    explicit LayoutStore(const QString& file = standardFile());

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);

    /// Triage when the file does not say.
    Perspective perspective() const;
    void setPerspective(Perspective perspective);

    /// nullopt: never changed by the user. What the file has wrong is as at first.
    std::optional<Arrangement> arrangement(Perspective perspective) const;
    void setArrangement(Perspective perspective, const Arrangement& arrangement);
    void forgetArrangement(Perspective perspective);

    QByteArray requestColumns() const;  // as the table wrote it
    void setRequestColumns(const QByteArray& columns);

    QString theme() const;  // "system", "light", "dark"
    void setTheme(const QString& theme);
    bool hidesKnown() const;  // known sources
    void setHidesKnown(bool hides);
    QString timeZone() const;  // "local", "utc"
    void setTimeZone(const QString& zone);
    int chartSpanMinutes() const;  // 0: automatic
    void setChartSpanMinutes(int minutes);
    QString chartFolder() const;  // where the last chart was saved; empty: none was
    void setChartFolder(const QString& folder);
    QString grouping() const;  // of the attacks: "type,client"; empty: none was chosen
    void setGrouping(const QString& grouping);

    /// $XDG_STATE_HOME/mirrorscope/window.ini
    static QString standardFile();

private:
    bool isCurrent() const;
    /// Another version's layout goes before the first of this one is written.
    void begin();

    QSettings m_file;
};

}  // namespace mirrorscope::ui::shell
