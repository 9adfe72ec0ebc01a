// SPDX-License-Identifier: GPL-3.0-or-later
// The proof that the mirror of a source works.
#include "ui/overview/overview_page.h"
#include "ui/proof/proof_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/sources/sources_panel.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireProof() {
    m_sources->setProvable(m_services.proofs != nullptr);
    connect(m_sources, &sources::SourcesPanel::proofAsked, this, &MainWindow::openProof);
    connect(m_charts, &overview::OverviewPage::proofWanted, this, &MainWindow::openProof);
}

void MainWindow::openProof(traffic::SourceId source) {
    const sources::SourceSummary* summary = m_sources->source(source);
    if (summary == nullptr || m_services.proofs == nullptr) {
        return;
    }
    proof::ProofDialog* dialog = nullptr;
    for (auto* open : findChildren<proof::ProofDialog*>()) {
        // One that was closed waits for its deletion.
        dialog = open->isVisible() && open->panel().target().source == source ? open : dialog;
    }
    if (dialog == nullptr) {
        proof::ProveTarget target;
        target.source = source;
        target.name = text::shownText(summary->source.name);
        target.kind = summary->source.kind;
        dialog = new proof::ProofDialog(*m_services.proofs, target, this);
        dialog->panel().setTimeZone(m_zone);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

}  // namespace mirrorscope::ui::shell
