// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/prove_page.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/probe/proof.h"
#include "ui/proof/prove_panel.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {

ProvePage::ProvePage(Plan& plan, const WizardContext& context, QWidget* parent)
    : WizardPage(plan, QStringLiteral("prove"), parent), m_context(context) {
    setHeading(
        tr("Prove that it works"),
        tr("Tagged probes go through your public address and are matched when they arrive. The origin sees "
           "them too; each carries X-Mirrorscope-Probe."));
    if (m_context.proofs != nullptr) {
        buildPanel();
    } else {
        content()->addWidget(buildPromise(), 1);
    }
}

void ProvePage::buildPanel() {
    m_panel = new proof::ProvePanel(*m_context.proofs, this);
    content()->addWidget(m_panel, 1);
    addFooterWidget(m_panel->buttons());
    connect(m_panel, &proof::ProvePanel::finished, this, &ProvePage::take);
    connect(m_panel, &proof::ProvePanel::hardenedFormRequested, this, &ProvePage::hardenedAsked);
}

void ProvePage::take(const probe::Proof& proof) {
    m_isProven = proof.verdict == probe::Verdict::Passed;
    plan().proven = proof.source;
    m_shown.proven = proof.source;
    setNote({});  // the panel says what became of the result
    emit completeChanged();
}

QString ProvePage::step() const {
    return tr("Prove");
}

QString ProvePage::help() const {
    return tr(
        "Put the snippet into the configuration and reload the proxy before you prove it.\n\n"
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
    const auto snippet = snippetOf(plan(), plan().variant);
    if (!snippet || (m_hasShown && m_shown == plan())) {
        return;
    }
    m_hasShown = true;
    m_isProven = false;
    plan().proven = 0;
    m_shown = plan();
    setNote(tr("What the snippet promises is kept with the source."));
    if (m_panel == nullptr) {
        QStringList headers;
        for (const auto& header : snippet->contract.headers) {
            if (header.always) {
                headers.append(text::ownText(header.name + ": " + header.from));
            }
        }
        refreshPromise(snippet->contract.client, headers);
        return;
    }
    proof::ProveTarget target;
    target.source = plan().source;
    target.name = text::shownText(plan().sourceName);
    target.kind = proxyKindOf(plan()).kind;
    target.contract = snippets::contractJson(snippet->contract);
    target.percentage = percentageOf(plan());
    target.hasBodies = hasBodies(plan());
    target.mayHarden = plan().variant == snippets::Variant::Faithful;
    m_panel->setTarget(target);
}

void ProvePage::refreshPromise(const std::string& client, const QStringList& headers) {
    m_headers->setText(headers.join(u'\n'));
    m_client->setText(client.empty() ? tr("No header names the client for certain.")
                                     : tr("The client is in %1.").arg(text::ownText(client)));
}

}  // namespace mirrorscope::ui::wizard
