// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "ui/views/view_switch.h"

class QStackedWidget;

namespace mirrorscope::ui::attacks {
class AttacksModel;
class GroupButton;
}  // namespace mirrorscope::ui::attacks
namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::requests {
class RequestsView;
}

namespace mirrorscope::ui::shell {

/// Both tables, their filter and their layout as one look, for saved views. UI thread; the parts outlive it.
class TableLook : public QObject, public views::ViewTarget {
    Q_OBJECT

public:
    struct Parts {
        QStackedWidget* pages = nullptr;  // in the order of views::Table
        attacks::AttacksModel* attacks = nullptr;
        attacks::GroupButton* grouping = nullptr;
        requests::RequestsView* requests = nullptr;
    };

    explicit TableLook(filter::FilterState& filter, QObject* parent = nullptr);
    /// Once, before anything is asked.
    void setParts(const Parts& parts);

    views::ViewLook look() const override;
    void applyView(const views::ViewLook& look) override;
    QString filterInForce(const QString& filter) const override;

    void setGrouping(const attacks::Grouping& grouping);
    /// The path needs the room of some columns. When the width changes sides; else the user's choice stands.
    void setNarrow(bool narrow);

signals:
    void changed();
    /// At most 4 times a second: "771" of the table that is shown, empty while nobody knows.
    void counted(const QString& count);

private:
    requests::ColumnLayout columns() const;
    views::ViewSort sort() const;
    void applyColumns(const requests::ColumnLayout& layout);
    void hideNarrow();
    QString countText() const;

    filter::FilterState& m_filter;
    Parts m_parts;
    QStringList m_hidden;  // by the width of the window, not by the user
    bool m_narrow = false;
    QTimer m_count;
};

}  // namespace mirrorscope::ui::shell
