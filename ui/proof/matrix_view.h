// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace mirrorscope::ui::proof {

class MatrixModel;

/// The probe matrix as a table. Ctrl+C copies it as tab-separated values. UI thread.
class MatrixView final : public QTableView {
    Q_OBJECT

public:
    explicit MatrixView(MatrixModel& model, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void resizeColumns();
};

}  // namespace mirrorscope::ui::proof
