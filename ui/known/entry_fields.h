// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/theme/theme.h"

class QWidget;

namespace mirrorscope::ui::text {
class PlainLabel;
}

/// Parts of a page that edits entries; object names are "PAGE.NAME".
namespace mirrorscope::ui::known {

/// Names a field to programs and people; gives it back.
template <typename Field>
Field* named(Field* field, const QString& page, const char* name, const QString& title,
             const QString& placeholder) {
    field->setObjectName(page + QLatin1Char('.') + QLatin1String(name));
    field->setAccessibleName(title);
    field->setPlaceholderText(placeholder);
    return field;
}

/// A sentence in the colour of its role.
text::PlainLabel* said(const QString& page, const char* name, theme::Role role, QWidget* parent);

}  // namespace mirrorscope::ui::known
