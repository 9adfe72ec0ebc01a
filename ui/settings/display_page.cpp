// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pages.h"
#include "ui/settings/setting_editors.h"
#include "ui/settings/settings_draft.h"

namespace mirrorscope::ui::settings {

namespace {

constexpr int kHour = 60;  // minutes
constexpr int kDay = 24 * kHour;

QString lengthText(int minutes) {
    if (minutes < kHour) {
        return DisplayPage::tr("%1 min").arg(minutes);
    }
    return minutes <= kDay ? DisplayPage::tr("%1 h").arg(minutes / kHour)
                           : DisplayPage::tr("%1 d").arg(minutes / kDay);
}

QList<Choice> lengthChoices(const std::vector<int>& lengths) {
    QList<Choice> choices{{QStringLiteral("0"), DisplayPage::tr("Automatic"), {}}};
    for (const int minutes : lengths) {
        choices.append({QString::number(minutes), lengthText(minutes), {}});
    }
    return choices;
}

}  // namespace

DisplayPage::DisplayPage(SettingsDraft& draft, const std::vector<int>& chartLengths, QWidget* parent)
    : SettingsPage(draft, QStringLiteral("display"), tr("Display"),
                   tr("How this window looks. Kept with its layout, not in the file of settings."), parent) {
    addSection(tr("Colours"));
    addField(kThemeKey, {tr("&Theme"), {}, tr("light dark colours")},
             new RadioEditor({{QStringLiteral("system"), tr("As the desktop"), {}},
                              {QStringLiteral("light"), tr("Light"), {}},
                              {QStringLiteral("dark"), tr("Dark"), {}}},
                             this));
    addSection(
        tr("Times"),
        tr("The zone of all times in the window. The menu of the title “Time” in the requests table tells "
           "them relative or since the row above."));
    addField(
        kZoneKey, {tr("Time &zone"), {}, tr("UTC local clock")},
        new RadioEditor(
            {{QStringLiteral("local"), tr("Local time"), {}}, {QStringLiteral("utc"), tr("UTC"), {}}}, this));
    addSection(tr("Rate chart"), tr("How much time it shows while the filter asks for none."));
    addField(kChartKey, {tr("&Length"), {}, tr("chart minutes hours span")},
             new RadioEditor(lengthChoices(chartLengths), this));
    finish();
}

}  // namespace mirrorscope::ui::settings
