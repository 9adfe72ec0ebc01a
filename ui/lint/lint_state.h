// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/lint/lint_runner.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::lint {

/// What stands in the place of the traps when there are none to list: nothing to check yet, no trap found,
/// not readable. UI thread.
class LintState : public QWidget {
    Q_OBJECT

public:
    explicit LintState(QWidget* parent = nullptr);

    /// nullptr: nothing was checked yet.
    void setAnswer(const LintAnswer* answer);
    /// A file that could not be opened, or a text that was not taken.
    void setFailure(const base::Error& error);

private:
    void say(theme::Icon icon, theme::Role role, const QString& title, const QString& more);
    void render();

    theme::Icon m_icon = theme::Icon::Search;
    theme::Role m_role = theme::Role::Text2;
    QLabel* m_picture;
    text::PlainLabel* m_title;
    text::PlainLabel* m_more;
};

}  // namespace mirrorscope::ui::lint
