// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/probe/proof.h"
#include "core/probe/proof_run.h"
#include "ui/proof/proof_words.h"

class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace mirrorscope::ui::proof {
class FigureRow;
class MatrixModel;
class MatrixView;
class SideColumn;
class VerdictBanner;
}  // namespace mirrorscope::ui::proof

namespace mirrorscope::ui::wizard {

/// What a lab showed: verdict, figures, and as tabs the probe matrix, headers with what to change, and what
/// the proxy logged. UI thread.
class TryResult final : public QWidget {
    Q_OBJECT

public:
    explicit TryResult(QWidget* parent);

    /// Nothing is known yet; `count` of each kind will be sent.
    void showPlan(const QString& title, const QString& text, std::size_t count);
    /// A step runs that has no numbers.
    void showStep(const QString& title, const QString& text);
    void showProgress(const probe::RunProgress& run);
    /// `mayHarden`: there is a hardened form to change to.
    void showProof(const probe::Proof& proof, bool mayHarden);
    void showTrouble(const proof::Sentences& why);
    /// `remark`: what stood in the configuration beside the snippet; may be empty.
    void setLog(const QString& log, const QString& remark);
    void showLog();

signals:
    void hardenedAsked();

private:
    QWidget* buildLog();

    proof::VerdictBanner* m_banner;
    proof::FigureRow* m_figures;
    proof::MatrixModel* m_model;
    proof::MatrixView* m_matrix;
    proof::SideColumn* m_side;
    QPlainTextEdit* m_log = nullptr;
    QLabel* m_remark = nullptr;
    QTabWidget* m_tabs;
};

}  // namespace mirrorscope::ui::wizard
