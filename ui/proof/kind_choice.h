// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <vector>

#include "core/probe/probe_kind.h"

class QMenu;

namespace mirrorscope::ui::proof {

/// Which kinds of probes are sent: a button with a menu of all of them. UI thread.
class KindChoice final : public QPushButton {
    Q_OBJECT

public:
    explicit KindChoice(QWidget* parent = nullptr);

    /// Empty: all.
    std::vector<probe::ProbeKind> kinds() const;

signals:
    void changed();

private:
    void chooseAll();
    void refresh();

    QMenu* m_menu;
    std::vector<QAction*> m_actions;  // in the order of the matrix
};

}  // namespace mirrorscope::ui::proof
