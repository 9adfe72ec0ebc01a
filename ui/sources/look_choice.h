// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include "core/traffic/source.h"

namespace mirrorscope::ui::sources {

/// The seven looks that a source can be given, and the automatic one, each with its swatch. UI thread.
class LookChoice : public QComboBox {
    Q_OBJECT

public:
    LookChoice(traffic::SourceId source, QWidget* parent = nullptr);

    /// A name of traffic::kSourceColours; empty: automatic.
    void setColour(const std::string& colour);
    std::string colour() const;
};

}  // namespace mirrorscope::ui::sources
