// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "core/probe/proof.h"

class QVBoxLayout;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::proof {

class AdviceList;
class ContractList;
class LagChart;

/// Beside the matrix: header contract, first connections, lags, what to change. UI thread.
class SideColumn final : public QScrollArea {
    Q_OBJECT

public:
    explicit SideColumn(QWidget* parent = nullptr);

    void clear();
    void setProof(const probe::Proof& proof, bool mayHarden);
    /// Scrolls there and takes the keyboard.
    void showAdvice();
    /// In a small window.
    void setNarrow(bool narrow);

signals:
    void hardenedFormRequested();

private:
    void addSection(QVBoxLayout& column, const QString& title, const QList<QWidget*>& parts);

    text::PlainLabel* m_promise;
    ContractList* m_contract;
    text::PlainLabel* m_warmUp;
    text::PlainLabel* m_steady;
    LagChart* m_lags;
    AdviceList* m_advice;
    QWidget* m_adviceSection = nullptr;
};

}  // namespace mirrorscope::ui::proof
