// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/probe/proof.h"

class QGridLayout;

namespace mirrorscope::ui::proof {

/// The promised headers with what arrived of each: mark, name, value or what is wrong with it. UI thread.
class ContractList final : public QWidget {
    Q_OBJECT

public:
    explicit ContractList(QWidget* parent = nullptr);

    void setHeaders(const std::vector<probe::HeaderResult>& headers);

private:
    void addRow(int row, const probe::HeaderResult& header);

    QGridLayout* m_grid;
};

}  // namespace mirrorscope::ui::proof
