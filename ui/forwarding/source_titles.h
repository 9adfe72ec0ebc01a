// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace mirrorscope::ui::forwarding {

/// The titles of the presence matrix: the swatch of a source over its name, so that names find room in narrow
/// columns. UI thread, owned by the view.
class SourceTitles : public QHeaderView {
    Q_OBJECT

public:
    static constexpr int kHeight = 42;

    explicit SourceTitles(QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

}  // namespace mirrorscope::ui::forwarding
