// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/page_parts.h"
#include "ui/settings/pages.h"
#include "ui/settings/retention_estimate.h"
#include "ui/settings/setting_editors.h"
#include "ui/settings/settings_draft.h"

namespace mirrorscope::ui::settings {

RetentionPage::RetentionPage(SettingsDraft& draft, std::function<double()> requestsPerSecond, QWidget* parent)
    : SettingsPage(
          draft, QStringLiteral("retention"), tr("Retention"),
          tr("How much is kept. The oldest requests are removed first; those confirmed, escalated or "
             "noted stay, and attacks go on counting what was removed."),
          parent),
      m_requestsPerSecond(std::move(requestsPerSecond)),
      m_estimate(makeLabel({}, theme::TextStyle::Body, theme::Role::Text, this)) {
    const auto number = [this] { return new LineEditor(LineEditor::Width::Number, this); };
    m_estimate->setObjectName(QStringLiteral("settings.estimate"));
    addWidget(m_estimate);
    addSection(tr("The session keeps at most"), tr("0 is no limit. Whichever is reached first counts."));
    addField("retention.size", {tr("&Size"), tr("On disk, such as 20GiB."), tr("bytes disk")}, number());
    addField("retention.age", {tr("&Age"), tr("Such as 30d or 12h."), tr("days time")}, number());
    addField("retention.requests", {tr("&Requests"), tr("Their number."), tr("count")}, number());
    addSection(tr("Reserve of the disk"),
               tr("Other programs need room too: Mirrorscope stops before the disk is full."));
    addField("disk.warn-below",
             {tr("&Warn below"), tr("Free space from which a banner says so. 0: never."), {}}, number());
    addField("disk.refuse-below",
             {tr("Re&fuse below"), tr("Free space from which new requests get 503 and are counted."),
              tr("reserve full")},
             number());
    finish();
    connect(&draft, &SettingsDraft::changed, this, &RetentionPage::refresh);
    refresh();
}

void RetentionPage::setStatus(const api::ServiceStatus& status) {
    m_status = status;
    refresh();
}

void RetentionPage::refresh() {
    const double rate = m_requestsPerSecond ? m_requestsPerSecond() : 0;
    m_estimate->setText(retentionText(estimateRetention(draft().wanted(), m_status, rate)));
}

}  // namespace mirrorscope::ui::settings
