// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/look_choice.h"

#include <array>

#include "ui/theme/source_look.h"
#include "ui/theme/swatch_icon.h"

namespace mirrorscope::ui::sources {

LookChoice::LookChoice(traffic::SourceId source, QWidget* parent) : QComboBox(parent) {
    addItem(theme::swatchIcon(theme::SourceLooks::lookByOrder(source)), tr("Automatic"), QByteArray());
    const std::array<QString, traffic::kSourceColours.size()> names{
        tr("Blue, solid"),        tr("Orange, rising lines"), tr("Green, dots"),    tr("Purple, stripes"),
        tr("Sky, falling lines"), tr("Vermilion, crosses"),   tr("Yellow, columns")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view colour = traffic::kSourceColours[i];
        addItem(theme::swatchIcon(*theme::lookByName(colour)), names[i],
                QByteArray(colour.data(), static_cast<qsizetype>(colour.size())));
    }
}

void LookChoice::setColour(const std::string& colour) {
    setCurrentIndex(qMax(0, findData(QByteArray::fromStdString(colour))));
}

std::string LookChoice::colour() const {
    return currentData().toByteArray().toStdString();
}

}  // namespace mirrorscope::ui::sources
