// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace mirrorscope::ui::shell {

/// How the window looked when it was closed: a file in the XDG state directory, with a version so that an
/// older layout is left alone instead of half applied. No setting of the program lives here. UI thread.
class LayoutStore {
public:
    /// Of the docks and their names. Raise it when they change.
    static constexpr int kVersion = 1;

    explicit LayoutStore(const QString& file = standardFile());

    QByteArray geometry() const;
    QByteArray docks() const;
    void save(const QByteArray& geometry, const QByteArray& docks);
    void forgetLayout();

    QByteArray requestColumns() const;  // as the table wrote it
    void setRequestColumns(const QByteArray& columns);

    QString theme() const;  // "system", "light", "dark"
    void setTheme(const QString& theme);
    int chartSpanMinutes() const;  // 0: automatic
    void setChartSpanMinutes(int minutes);

    /// $XDG_STATE_HOME/mirrorscope/window.ini
    static QString standardFile();

private:
    QByteArray versioned(const QString& key) const;

    QSettings m_file;
};

}  // namespace mirrorscope::ui::shell
