// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/sources/source_activity.h"

class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::sources {

class CardHead;
class FactRows;

/// How a source is: who sends, what is lost, refused or found. A silent one says what is usual, and offers to
/// look why nothing comes. UI thread.
class HealthCard : public QWidget {
    Q_OBJECT

public:
    explicit HealthCard(QWidget* parent = nullptr);

    void setSource(const SourceSummary& summary, bool silent, base::WallTime now);

signals:
    void findingsAsked(mirrorscope::traffic::SourceId source);
    void mirrorCheckAsked(mirrorscope::traffic::SourceId source);

private:
    traffic::SourceId m_source = 0;
    CardHead* m_head;
    FactRows* m_facts;
    QPushButton* m_findings;
    text::PlainLabel* m_silence;
    QPushButton* m_check;
};

}  // namespace mirrorscope::ui::sources
