// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/config/settings.h"

class QLabel;

namespace mirrorscope::ui::text {
class ByteView;
}

namespace mirrorscope::ui::settings {

/// An invented request as a copy of it would look with the rules as they are typed. UI thread; a few
/// microseconds of it.
class RedactionExample : public QWidget {
    Q_OBJECT

public:
    explicit RedactionExample(QWidget* parent);

    /// A pattern that is not valid leaves the example as it was.
    void show(const config::Settings& settings);

private:
    QLabel* m_summary;
    text::ByteView* m_view;
};

}  // namespace mirrorscope::ui::settings
