// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/proof/proof_runner.h"

namespace mirrorscope::ui::proof {

/// Asks for a file and has a proof written into it: as `verify` prints it, or as JSON by the name of the
/// file. UI thread; the runner outlives it.
class ReportFile final : public QObject {
    Q_OBJECT

public:
    ReportFile(ProofRunner& runner, QWidget* window);

    void ask(const probe::Proof& proof);

signals:
    void saved(const QString& file);

private:
    void write(const probe::Proof& proof, const QString& file);
    void sayFailed(const base::Error& error);

    ProofRunner& m_runner;
    QWidget* m_window;
    QString m_file;
};

}  // namespace mirrorscope::ui::proof
