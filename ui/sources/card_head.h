// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/sources/source_activity.h"

namespace mirrorscope::ui::sources {

/// The first line of a card: swatch and name, and at the right how the source is. UI thread.
class CardHead : public QWidget {
    Q_OBJECT

public:
    explicit CardHead(QWidget* parent);

    void setSource(const SourceSummary& summary, bool silent);
    /// "Healthy", "Silent", "Refused", "1 error"
    const QString& state() const { return m_state; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    traffic::SourceId m_source = 0;
    QString m_name;
    QString m_state;
    bool m_isFine = true;
    bool m_isSilent = false;
};

}  // namespace mirrorscope::ui::sources
