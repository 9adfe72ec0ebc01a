// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/traffic/finding.h"

class QLabel;
class QPlainTextEdit;

namespace mirrorscope::ui::forwarding {

/// The line of the configuration before and after the change, beside each other; what goes is marked with −
/// and tinted, what comes with +. UI thread.
class PatchView : public QWidget {
    Q_OBJECT

public:
    explicit PatchView(QWidget* parent = nullptr);

    void setFinding(const traffic::Finding& finding);

private:
    QPlainTextEdit* addPane(const QString& name, const QString& accessibleName, QLabel* title, int column);
    void retint();

    QLabel* m_beforeTitle;
    QLabel* m_afterTitle;
    QPlainTextEdit* m_before = nullptr;
    QPlainTextEdit* m_after = nullptr;
};

}  // namespace mirrorscope::ui::forwarding
