// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/traffic/attack_type.h"
#include "ui/charts/stack_chart.h"

namespace mirrorscope::ui::charts {

/// Attacks a bar, stacked by type in steps of the accent: the strongest is the first series. Series are keyed
/// by keyOf(type); 0 is all other types. UI thread.
class TypeChart final : public StackChart {
    Q_OBJECT

public:
    explicit TypeChart(QWidget* parent = nullptr);
    ~TypeChart() override;

    static traffic::SourceId keyOf(traffic::AttackType type) {
        return static_cast<traffic::SourceId>(type) + 1;
    }

    /// The series in the order of their steps; those behind the sixth share the last one.
    void setData(RateData data);

signals:
    /// A bar of one type was clicked: show only it; with Ctrl: exclude it.
    void typeClicked(mirrorscope::traffic::AttackType type, bool exclude);

private:
    struct Steps;
    explicit TypeChart(std::shared_ptr<Steps> steps, QWidget* parent);
    std::shared_ptr<Steps> m_steps;
};

}  // namespace mirrorscope::ui::charts
