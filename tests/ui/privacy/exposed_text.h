// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace mirrorscope::test {

/// Everything that a widget and what is in it tell: texts, tooltips, names for screen readers, every role of
/// every model, what selecting all of a byte view copies, and the text that is painted. Pages that are not
/// current tell what they hold, too.
QString exposedText(QWidget& widget);

/// The text that the widget paints, in the order of painting.
QString paintedText(QWidget& widget);

}  // namespace mirrorscope::test
