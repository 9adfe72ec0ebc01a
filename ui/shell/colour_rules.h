// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/requests/colour_file.h"
#include "ui/shell/conditions.h"

namespace mirrorscope::ui::requests {
class RequestsView;
}

namespace mirrorscope::ui::shell {

/// The colour rules of this user between their file, the requests table and the dialog. UI thread.
class ColourRulesKeeper : public QObject {
    Q_OBJECT

public:
    /// Reads the file. All outlive it.
    ColourRulesKeeper(const QString& file, requests::RequestsView& view, QWidget* window);

    /// That the file does not count, when it does not.
    QList<Condition> conditions() const;
    void openDialog();

private:
    void apply(const requests::ColourRules& rules);

    requests::ColourFile m_file;
    requests::RequestsView& m_view;
    QWidget* m_window;
    requests::ColourRules m_rules;
};

}  // namespace mirrorscope::ui::shell
