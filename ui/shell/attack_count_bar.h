// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::attacks {
class AttacksModel;
}
namespace mirrorscope::ui::filter {
class FilterState;
}

namespace mirrorscope::ui::shell {

/// The line above the attacks: how many, from how many sources, and why there may be none. UI thread.
class AttackCountBar : public QWidget {
    Q_OBJECT

public:
    AttackCountBar(attacks::AttacksModel& model, filter::FilterState& filter, QWidget* parent = nullptr);

    void setStatus(const api::ServiceStatus& status);
    /// Shown at the right, for "Paused at …"; empty: nothing.
    void setNote(const QString& note);

private:
    void refresh();

    attacks::AttacksModel& m_model;
    filter::FilterState& m_filter;
    QLabel* m_count;
    QLabel* m_context;
    QLabel* m_note;
    QString m_noteText;
    QTimer m_later;
    std::uint64_t m_stored = 0;
    std::uint64_t m_waiting = 0;
};

}  // namespace mirrorscope::ui::shell
