// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <optional>

#include "core/traffic/mirrored_request.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorscope::ui::shell {

/// Asks for a request id. Says at once when there is no such request, and when the filter hides it. UI
/// thread.
class GoToDialog : public QDialog {
    Q_OBJECT

public:
    /// `isHidden`: whether the table leaves out that request because of the filter.
    GoToDialog(traffic::RequestId last, std::function<bool(traffic::RequestId)> isHidden,
               QWidget* parent = nullptr);

signals:
    void chosen(mirrorscope::traffic::RequestId id);
    /// It is to be seen in the table, so the filter has to go.
    void chosenWithoutFilter(mirrorscope::traffic::RequestId id);
    /// With what came before and after it.
    void aroundChosen(mirrorscope::traffic::RequestId id);

private:
    using Signal = void (GoToDialog::*)(traffic::RequestId);

    void layOut();
    std::optional<traffic::RequestId> typed();
    void go();
    void answer(Signal signal);
    void forgetHidden();

    traffic::RequestId m_last;
    std::function<bool(traffic::RequestId)> m_isHidden;
    QLineEdit* m_edit;
    QLabel* m_error;
    QLabel* m_hidden;
    QPushButton* m_go;
    QPushButton* m_around;
    QPushButton* m_withoutFilter;
    QPushButton* m_detailOnly;
};

}  // namespace mirrorscope::ui::shell
