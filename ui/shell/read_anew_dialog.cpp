// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/read_anew_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kWidth = 560;
/// So that what a choice means stands below its words, not below its button.
constexpr int kMeaningIndent = 26;

text::PlainLabel* wrapped(const QString& words, bool isSecondary, QWidget* parent) {
    auto* label = new text::PlainLabel(words, parent);
    label->setWordWrap(true);
    if (isSecondary) {
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    return label;
}

/// What verdicts are made with; empty: with nothing.
QString rulesText(const api::AnalysisStatus& analysis) {
    return analysis.state == api::AnalysisState::Running ? ReadAnewDialog::tr("%1, paranoia level %2")
                                                               .arg(text::shownText(analysis.ruleSet))
                                                               .arg(analysis.paranoia)
                                                         : QString();
}

}  // namespace

ReadAnewDialog::ReadAnewDialog(const api::ServiceStatus& status, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("dialog.read-anew"));
    setWindowTitle(tr("Read anew"));
    setAccessibleName(windowTitle());
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::kBetween);
    const auto requests = static_cast<std::uint64_t>(std::max<traffic::RequestId>(status.lastRequest, 0));
    layout->addWidget(
        wrapped(tr("Find out again about all requests up to number %1, with the trust, the settings "
                   "of sources and the rules that are in force now?")
                    .arg(text::countText(requests)),
                false, this));
    const QString rules = rulesText(status.analysis);
    m_senders = add(
        "read-anew.senders", tr("&Who sent it"),
        tr("Source, client, host and what is wrong with the headers. Findings and the presence of headers "
           "are counted from the first request on. Requests that turn out to be of another source, "
           "client or host are judged again."));
    m_verdicts =
        add("read-anew.verdicts", tr("The &verdicts"),
            rules.isEmpty()
                ? tr("Not now: no rules are loaded.")
                : tr("What the rules say of each request (%1). Goes on where it was cancelled, when the "
                     "rules are the same.")
                      .arg(rules));
    m_both = add("read-anew.both", tr("&Both"), tr("First who sent it, then the verdicts of all requests."));
    m_senders->setChecked(true);
    m_verdicts->setEnabled(!rules.isEmpty());
    m_both->setEnabled(!rules.isEmpty());
    layout->addSpacing(theme::kBetween);
    layout->addWidget(
        wrapped(tr("Requests stay as they were received. Triage, notes, tags, marks and muted findings "
                   "stay. A decision about a whole request covers only the attack types that were seen "
                   "when it was made: hits of another type are new."),
                false, this));
    layout->addWidget(wrapped(tr("What arrives meanwhile is stored and answered as always; it is judged "
                                 "behind the stored requests."),
                              true, this));
    layout->addStretch();  // takes what the wrapped lines do not need
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* go = buttons->addButton(tr("Read anew"), QDialogButtonBox::AcceptRole);
    go->setObjectName(QStringLiteral("read-anew.go"));
    go->setDefault(true);
    go->setEnabled(requests > 0);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

QRadioButton* ReadAnewDialog::add(const char* name, const QString& title, const QString& meaning) {
    auto* choice = new QRadioButton(title, this);
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleDescription(meaning);
    auto* label = wrapped(meaning, true, this);
    label->setContentsMargins(kMeaningIndent, 0, 0, 0);
    layout()->addWidget(choice);
    layout()->addWidget(label);
    return choice;
}

void ReadAnewDialog::accept() {
    emit chosen(m_both->isChecked()       ? api::ReadAnew::Both
                : m_verdicts->isChecked() ? api::ReadAnew::Verdicts
                                          : api::ReadAnew::Senders);
    QDialog::accept();
}

}  // namespace mirrorscope::ui::shell
