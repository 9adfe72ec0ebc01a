// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/hops/hop_data.h"

namespace mirrorscope::ui::hops {

/// Paints where a header comes from: the stations of a request, the trust boundary between them, and the
/// header now and after the change. Dashed elements are claims: anyone can write them. UI thread.
class HopPicture : public QWidget {
    Q_OBJECT

public:
    explicit HopPicture(const QString& name, QWidget* parent = nullptr);

    void setData(const HopData& data);
    const HopData& data() const { return m_data; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    HopData m_data;
};

}  // namespace mirrorscope::ui::hops
