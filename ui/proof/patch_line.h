// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/plain_label.h"

namespace mirrorscope::ui::proof {

/// A line of configuration to add, on the ground of what is added. UI thread.
class PatchLine final : public text::PlainLabel {
    Q_OBJECT

public:
    PatchLine(const QString& line, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace mirrorscope::ui::proof
