// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::proof {

/// The title over the probe matrix, with what takes the result along. UI thread.
class MatrixHead final : public QWidget {
    Q_OBJECT

public:
    explicit MatrixHead(QWidget* parent = nullptr);

    /// "28 of each; ten a second at most".
    void setPlan(const QString& plan);
    void setHasProof(bool has);

signals:
    void jsonRequested();
    void commandRequested();

private:
    text::PlainLabel* m_plan;
    QPushButton* m_json;
};

}  // namespace mirrorscope::ui::proof
