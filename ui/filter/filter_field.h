// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace mirrorscope::ui::filter {

/// The box around chips and line edit: looks like one field, red while its text cannot be read. UI thread.
class FilterField : public QFrame {
    Q_OBJECT

public:
    explicit FilterField(QWidget* parent = nullptr);

    void setInvalid(bool invalid);
    bool isInvalid() const { return m_invalid; }
    void setFocusShown(bool shown);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_invalid = false;
    bool m_focusShown = false;
};

}  // namespace mirrorscope::ui::filter
