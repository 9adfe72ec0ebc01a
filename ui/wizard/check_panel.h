// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"
#include "ui/wizard/configuration_check.h"

class QLabel;

namespace mirrorscope::ui::text {
class IconMark;
}

namespace mirrorscope::ui::wizard {

/// "Checked here": what the proxy's own program on this machine says of both forms. UI thread; the programs
/// outlive it.
class CheckPanel : public QWidget {
    Q_OBJECT

public:
    CheckPanel(FoundPrograms& programs, QWidget* parent);

    /// Checks anew; hides itself for a kind without such a program.
    void setPlan(const Plan& plan);
    /// Cancels.
    void rest();

private:
    void say(theme::Icon icon, theme::Role role, const QString& text, const QString& more = {});
    void show(const ConfigurationCheck::Result& result);
    QString command() const;

    FoundPrograms& m_programs;
    ConfigurationCheck m_check;
    Plan m_plan;
    text::IconMark* m_mark;
    QLabel* m_text;
    QLabel* m_more;
};

}  // namespace mirrorscope::ui::wizard
