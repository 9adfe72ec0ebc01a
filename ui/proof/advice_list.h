// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/probe/proof.h"

class QVBoxLayout;

namespace mirrorscope::ui::proof {

/// What to change, the worst first: what is wrong, what to do, and where that comes down to a line of
/// configuration, the line with "Copy patch". UI thread.
class AdviceList final : public QWidget {
    Q_OBJECT

public:
    explicit AdviceList(QWidget* parent = nullptr);

    /// `mayHarden`: offer the hardened form of the snippet behind it.
    void setReasons(const std::vector<probe::Reason>& reasons, bool mayHarden);

signals:
    void hardenedFormRequested();

private:
    void addReason(std::size_t number, const probe::Reason& reason);
    void addPatch(std::size_t number, const QString& patch);
    void addHardened();

    QVBoxLayout* m_lines;
};

}  // namespace mirrorscope::ui::proof
