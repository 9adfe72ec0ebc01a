// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>

#include "core/traffic/mirrored_request.h"

class QLabel;
class QLineEdit;

namespace mirrorscope::ui::forwarding {

/// Asks for the ids of two requests. UI thread.
class CompareDialog : public QDialog {
    Q_OBJECT

public:
    /// `a`, `b`: what stands in the fields at first; 0: nothing.
    CompareDialog(traffic::RequestId a, traffic::RequestId b, QWidget* parent);

signals:
    void chosen(mirrorscope::traffic::RequestId a, mirrorscope::traffic::RequestId b);

private:
    QLineEdit* addField(const char* name, const QString& title, traffic::RequestId id);
    void compare();

    QLineEdit* m_a = nullptr;
    QLineEdit* m_b = nullptr;
    QLabel* m_error;
};

}  // namespace mirrorscope::ui::forwarding
