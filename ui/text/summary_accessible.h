// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace mirrorscope::ui::text {

/// For widgets that paint their content (charts, byte view, hop picture): gives screen readers `summary` as
/// the widget's value and announces a change of it. Call again whenever what is seen changes. UI thread.
void setAccessibleSummary(QWidget* widget, const QString& summary);
QString accessibleSummary(const QWidget* widget);

}  // namespace mirrorscope::ui::text
