// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/view_switch.h"

namespace mirrorscope::test {

/// A look without a window.
class FakeTarget : public ui::views::ViewTarget {
public:
    ui::views::ViewLook look() const override { return now; }
    void applyView(const ui::views::ViewLook& look) override {
        now = look;
        ++applied;
    }

    QString filterInForce(const QString& filter) const override { return filter; }

    ui::views::ViewLook now;
    int applied = 0;
};

}  // namespace mirrorscope::test
