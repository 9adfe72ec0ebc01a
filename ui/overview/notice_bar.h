// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>
#include <optional>

class QProgressBar;
class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::overview {

/// A line over the charts that says why they are as they are, and what can be done. Hidden without a title.
/// UI thread.
class NoticeBar final : public QFrame {
    Q_OBJECT

public:
    struct Notice {
        QString title;
        QString text;
        std::optional<double> progress;  // 0 to 1
        QStringList actions;             // at most two
        bool operator==(const Notice&) const = default;
    };

    explicit NoticeBar(QWidget* parent = nullptr);

    void setNotice(const Notice& notice);
    const Notice& notice() const { return m_notice; }

signals:
    void chosen(int action);

private:
    Notice m_notice;
    text::PlainLabel* m_title;
    text::PlainLabel* m_text;
    QProgressBar* m_progress;
    std::array<QPushButton*, 2> m_buttons{};
};

}  // namespace mirrorscope::ui::overview
