// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/probe/proof.h"
#include "core/probe/proof_run.h"

namespace mirrorscope::ui::proof {

class FigureTile;

/// The eight numbers of a proof. What is not known yet is "–". UI thread.
class FigureRow final : public QWidget {
    Q_OBJECT

public:
    explicit FigureRow(QWidget* parent = nullptr);

    void clear();
    void setProgress(const probe::RunProgress& progress);
    void setProof(const probe::Proof& proof);

private:
    FigureTile* m_sent;
    FigureTile* m_arrived;
    FigureTile* m_lost;
    FigureTile* m_duplicate;
    FigureTile* m_late;
    FigureTile* m_p50;
    FigureTile* m_p95;
    FigureTile* m_p99;
};

}  // namespace mirrorscope::ui::proof
