// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

#include "ui/hops/hop_data.h"

class QStandardItemModel;
class QTableView;

namespace mirrorscope::ui::hops {

class HopPicture;

/// The hop picture and, on T, the same as a table, named NAME and NAME.table. UI thread.
class HopPanel : public QStackedWidget {
    Q_OBJECT

public:
    explicit HopPanel(const QString& name, QWidget* parent = nullptr);

    void setData(const HopData& data);

    /// Those of the picture: the table scrolls.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    HopPicture* m_picture;
    QTableView* m_table;
    QStandardItemModel* m_rows;
};

}  // namespace mirrorscope::ui::hops
