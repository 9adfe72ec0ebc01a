// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/tsv_cell.h"

namespace mirrorscope::ui::text {

QString tsvCell(QString text) {
    constexpr QStringView kFormulaSigns = u"=+-@";
    if (!text.isEmpty() && kFormulaSigns.contains(text.front())) {
        text.prepend(u'\'');
    }
    return text.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'\t', QStringLiteral("\\t"))
        .replace(u'\n', QStringLiteral("\\n"))
        .replace(u'\r', QStringLiteral("\\r"));
}

}  // namespace mirrorscope::ui::text
