// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error_text.h"
#include "ui/settings/page_parts.h"
#include "ui/settings/pages.h"
#include "ui/settings/setting_editors.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::settings {
namespace {

QString analysisText(const api::AnalysisStatus& analysis) {
    switch (analysis.state) {
        case api::AnalysisState::Off:
            return RulesPage::tr("Now: nothing is judged.");
        case api::AnalysisState::Loading:
            return RulesPage::tr("Now: the rules are being loaded.");
        case api::AnalysisState::Running:
            return RulesPage::tr("Now: %1, paranoia level %2, an attack from score %3.")
                .arg(text::shownText(analysis.ruleSet))
                .arg(analysis.paranoia)
                .arg(analysis.threshold);
        case api::AnalysisState::Failed:
            break;
    }
    return analysis.failure ? text::shownText(base::errorText(*analysis.failure))
                            : RulesPage::tr("Now: the rules could not be loaded.");
}

}  // namespace

RulesPage::RulesPage(SettingsDraft& draft, QWidget* parent)
    : SettingsPage(
          draft, QStringLiteral("rules"), tr("Rules"),
          tr("What judges the requests, and how strictly. Nothing is ever blocked: a verdict only marks."),
          parent),
      m_now(makeNote({}, this)) {
    m_now->setObjectName(QStringLiteral("settings.rules-now"));
    addWidget(m_now);
    addSection(tr("Engine"));
    addField(
        "engine", {tr("&Judged by"), {}, tr("engine modsecurity off")},
        new RadioEditor({{QStringLiteral("modsecurity"), tr("ModSecurity with the OWASP Core Rule Set"), {}},
                         {QStringLiteral("none"), tr("Nothing"),
                          tr("Requests are received, attributed and kept, without verdicts.")}},
                        this));
    addField("rules",
             {tr("&Rule directory"), tr("Of the Core Rule Set. Empty: that of the package modsecurity-crs."),
              tr("CRS path directory")},
             new PathEditor(this));
    addSection(
        tr("Strictness"),
        tr("Each rule that hits adds to the score of a request. Higher levels have more rules: they find "
           "more and flag more that is harmless."));
    addField("paranoia", {tr("&Paranoia level"), {}, tr("PL sensitivity")},
             new RadioEditor(
                 {{QStringLiteral("1"), tr("1  Everyday"), tr("Hardly any false alarm. For every site.")},
                  {QStringLiteral("2"), tr("2  Careful"),
                   tr("Obfuscated attacks too; some false alarms. For sites with data of customers.")},
                  {QStringLiteral("3"), tr("3  Strict"),
                   tr("Rare and special attacks; many false alarms until exceptions are made.")},
                  {QStringLiteral("4"), tr("4  Everything"),
                   tr("Even unusual characters count. Most ordinary requests get a score.")}},
                 this));
    addField("threshold",
             {tr("&Threshold"), tr("Score from which a request is an attack. One critical rule gives 5."),
              tr("anomaly score")},
             new LineEditor(LineEditor::Width::Number, this));
    addSection(tr("Budget"));
    addField("analysis.threads",
             {tr("Thr&eads"), tr("Of the analysis. 0: all cores but one."), tr("cores processor budget")},
             new LineEditor(LineEditor::Width::Number, this));
    addField("analysis.priority", {tr("Pr&iority"), {}, tr("idle scheduling lag")},
             new RadioEditor({{QStringLiteral("idle"), tr("What other programs leave over"),
                               tr("Receiving never waits. Verdicts lag while the machine is busy.")},
                              {QStringLiteral("normal"), tr("Its share of the processor"),
                               tr("For machines that are never idle.")}},
                             this));
    finish();
}

void RulesPage::setStatus(const api::ServiceStatus& status) {
    m_now->setText(analysisText(status.analysis));
    setRole(m_now,
            status.analysis.state == api::AnalysisState::Failed ? theme::Role::Critical : theme::Role::Text2);
}

}  // namespace mirrorscope::ui::settings
