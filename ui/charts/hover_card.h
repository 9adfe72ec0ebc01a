// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/charts/series_look.h"

namespace mirrorscope::ui::charts {

/// One line of the box beside the pointer.
struct HoverRow {
    std::optional<SeriesLook> look;  // none: text only
    QString name;
    QString value;
};
struct HoverBox {
    QString title;
    std::vector<HoverRow> rows;
};

/// As a screen reader says it: title and rows with commas.
QString spoken(const HoverBox& box);

/// Shows a HoverBox beside a point. A child of the window, so that a low chart does not cut it off; it takes
/// no mouse events. QToolTip has neither swatches nor columns.
class HoverCard final : public QWidget {
    Q_OBJECT

public:
    explicit HoverCard(QWidget* window);

    /// `at` in pixels of the window; the card keeps to the side with room.
    void showAt(QPoint at, HoverBox box);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;
    QSize wantedSize() const;

    HoverBox m_box;
};

/// Keeps one card for a widget, in whichever window that is.
class HoverGuide {
public:
    HoverGuide() = default;
    ~HoverGuide();
    Q_DISABLE_COPY_MOVE(HoverGuide)

    /// `at` in pixels of `over`. Without a box, or while `over` is not seen, nothing is shown.
    void show(const QWidget& over, QPoint at, std::optional<HoverBox> box);
    void hide();

private:
    QPointer<HoverCard> m_card;  // the window may go first
};

}  // namespace mirrorscope::ui::charts
