// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/matrix_view.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>
#include <array>
#include <numeric>

#include "ui/proof/matrix_delegate.h"
#include "ui/proof/matrix_model.h"
#include "ui/text/table_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::proof {
namespace {

constexpr std::array<int, MatrixModel::ColumnCount> kWidths{104, 172, 60, 72, 60, 80, 56, 76, 76, 92, 100};
/// Where the window is small: every word of the matrix still fits but a cut body's size.
constexpr std::array<int, MatrixModel::ColumnCount> kNarrowWidths{94, 156, 46, 64, 46, 76,
                                                                  44, 68,  68, 66, 92};
constexpr int kRow = 26;
constexpr int kLeastRows = 4;

}  // namespace

MatrixView::MatrixView(MatrixModel& model, QWidget* parent) : QTableView(parent) {
    setObjectName(QStringLiteral("proof.matrix"));
    setAccessibleName(tr("Probe matrix"));
    theme::dressTable(*this, kRow);
    setFrameShape(QFrame::StyledPanel);
    setModel(&model);
    setItemDelegate(new MatrixDelegate(this));
    horizontalHeader()->setStretchLastSection(true);
    resizeColumns();
}

void MatrixView::resizeColumns() {
    const int wanted = std::accumulate(kWidths.begin(), kWidths.end(), 0);
    const auto& widths = viewport()->width() < wanted ? kNarrowWidths : kWidths;
    for (int column = 0; column < MatrixModel::ColumnCount; ++column) {
        horizontalHeader()->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    }
}

void MatrixView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        resizeColumns();
    }
}

QSize MatrixView::minimumSizeHint() const {
    return {QTableView::minimumSizeHint().width(), theme::kHeaderHeight + kLeastRows * kRow};
}

void MatrixView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        text::copyTable(*model());
        return;
    }
    QTableView::keyPressEvent(event);
}

}  // namespace mirrorscope::ui::proof
