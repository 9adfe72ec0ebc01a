// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/proof/prove_panel.h"

namespace mirrorscope::ui::proof {

/// "Prove: NAME": the panel for one source, beside the window. Closing it cancels a run. Deletes itself when
/// closed. UI thread; the service outlives it.
class ProofDialog final : public QDialog {
    Q_OBJECT

public:
    ProofDialog(probe::ProofService& service, const ProveTarget& target, QWidget* parent = nullptr);

    ProvePanel& panel() const { return *m_panel; }

private:
    QWidget* buildHead();

    ProvePanel* m_panel;
};

}  // namespace mirrorscope::ui::proof
