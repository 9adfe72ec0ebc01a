// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "ui/requests/colour_rule.h"

namespace mirrorscope::ui::requests {

/// The file of colour rules: a line each, with "on" or "off", the look, the name and the filter between tabs.
/// Empty lines and those that begin with # say nothing. One that cannot be read is left as it is, so that
/// nobody's rules are lost to a slip. UI thread.
class ColourFile {
public:
    /// colours.txt in $XDG_CONFIG_HOME/mirrorscope, or in ~/.config.
    static QString standardFile();

    explicit ColourFile(QString file) : m_file(std::move(file)) {}

    /// No file is no rule.
    ColourRules load();
    /// Why the file does not count: "colours.txt, line 3: …". Empty: it does.
    const QString& problem() const { return m_problem; }
    /// Written whole or not at all, for this user alone (0600). False, with a problem(), where it is not.
    bool save(const ColourRules& rules);

private:
    QString m_file;
    QString m_problem;
    bool m_isBroken = false;
};

/// The rules, or what is wrong in which line, counted from 1.
struct ReadRules {
    ColourRules rules;
    int line = 0;  // 0: all could be read
    QString problem;
};
ReadRules readColourRules(const QByteArray& text);
QByteArray writeColourRules(const ColourRules& rules);

}  // namespace mirrorscope::ui::requests
