// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/prove_page.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/plan.h"

namespace mirrorscope::ui::wizard {

ProvePage::ProvePage(Plan& plan, const WizardContext& context, QWidget* parent)
    : WizardPage(plan, QStringLiteral("prove"), parent), m_context(context) {
    setHeading(tr("Prove that it works"),
               tr("Tagged probes go through your public address and are matched when they arrive. The origin sees "
                  "them too; each carries X-Mirrorscope-Probe."));
    content()->addWidget(buildPromise(), 1);
}

QString ProvePage::step() const {
    return tr("Prove");
}

QString ProvePage::help() const {
    return tr("Put the snippet into the configuration and reload the proxy before you prove it.\n\n"
              "The proof sends requests to the public address that you type: of every kind, with bodies of "
              "many sizes, at most ten a second. Each has a tag; what arrives here is matched with what was "
              "sent. Nothing else leaves this machine, and nothing before you press Start.\n\n"
              "Passed: every probe arrived once, whole and in time, with the headers that the snippet "
              "promises.\n\n"
              "Finish keeps what the snippet promises with the source; without a proof it is kept as soon as "
              "the source's first copy comes.");
}

QWidget* ProvePage::buildPromise() {
    auto* side = new QWidget(this);
    m_headers = text::makeLabel({}, theme::TextStyle::Mono, theme::Role::Text, side);
    m_headers->setObjectName(QStringLiteral("wizard.promise"));
    m_client = text::makeNote({}, side);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(theme::kPage + theme::kBetween, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(text::makeGroupTitle(tr("What the snippet promises of each copy"), side));
    layout->addWidget(m_client);
    layout->addWidget(m_headers);
    layout->addStretch(1);
    return side;
}

void ProvePage::enter() {
    refreshPromise();
    setNote(tr("What the snippet promises is kept with the source."));
}

void ProvePage::refreshPromise() {
    const auto snippet = snippetOf(plan(), plan().variant);
    if (!snippet) {
        return;
    }
    QStringList lines;
    for (const auto& header : snippet->contract.headers) {
        if (header.always) {
            lines.append(text::ownText(header.name) + QStringLiteral(": ") + text::ownText(header.from));
        }
    }
    m_headers->setText(lines.join(u'\n'));
    m_client->setText(text::ownText(snippet->contract.client));
}

}  // namespace mirrorscope::ui::wizard
