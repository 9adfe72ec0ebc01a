// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pages.h"
#include "ui/settings/redaction_example.h"
#include "ui/settings/setting_editors.h"
#include "ui/settings/settings_draft.h"

namespace mirrorscope::ui::settings {

PrivacyPage::PrivacyPage(SettingsDraft& draft, QWidget* parent)
    : SettingsPage(draft, QStringLiteral("privacy"), tr("Privacy"),
                   tr("What the window, copies and exports leave out. Stored bytes never change."), parent),
      m_example(new RedactionExample(this)) {
    addSection(tr("A request as these rules copy it"), tr("Invented, with the names from below."));
    addWidget(m_example);
    addSection(
        tr("Secrets"),
        tr("Credentials, cookies, tokens, card numbers and fields such as “password” are known already."));
    addField("redact-screen",
             {tr("Screen"), tr("Dots until “Show”; View › Hide secrets does the same."),
              tr("redaction hide secrets dots share screen")},
             new SwitchEditor(tr("Hide secrets on &screen"), this));
    addField("redact", {tr("Copies"), {}, tr("redaction hide secrets")},
             new SwitchEditor(tr("&Hide secrets"), this));
    addField(
        "redact-headers",
        {tr("H&eaders"), tr("NAME, or SOURCE=NAME for one source, a line: their values are secrets too."),
         tr("redact header names")},
        new LinesEditor(QStringLiteral("X-Api-Key\nedge=X-Customer"), this));
    addField("redact-parameters",
             {tr("&Parameters"), tr("The same for parameters, form fields and members of JSON."),
              tr("redact query form JSON")},
             new LinesEditor(QStringLiteral("voucher"), this));
    addField("redact-pattern",
             {tr("Patte&rn"), tr("A regular expression (PCRE2) of what is secret wherever it stands."),
              tr("redact regex regular expression")},
             new LineEditor(LineEditor::Width::Full, this));
    finish();
    connect(&draft, &SettingsDraft::changed, this, [this](const std::string& key) {
        if (key.starts_with("redact")) {
            m_example->show(this->draft().wanted());
        }
    });
    m_example->show(draft.wanted());
}

}  // namespace mirrorscope::ui::settings
