// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/sources/board_density.h"
#include "ui/sources/source_activity.h"

class QLabel;
class QListView;
class QModelIndex;

namespace mirrorscope::query {
enum class FieldId : std::uint8_t;
}
namespace mirrorscope::ui::filter {
class FilterState;
}  // namespace mirrorscope::ui::filter

namespace mirrorscope::ui::sources {

class AttackTypeDelegate;
class AttackTypesModel;
class BoardList;
class SourceDelegate;
class SourcesModel;

/// Content of dock.sources: a row a source, and the attack types of the last day. A click shows only that
/// one, another click all again. UI thread; filter and loader outlive it.
class SourcesPanel : public QWidget {
    Q_OBJECT

public:
    SourcesPanel(live::PageLoader& loader, filter::FilterState& filter, QWidget* parent = nullptr);

    /// Begins to ask for activity; needs a running service.
    void start();
    void setDensity(BoardDensity density);
    SourceActivity& activity() { return *m_activity; }

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildTypes();
    void apply(const SourcesSnapshot& snapshot);
    void refreshSelection();
    void toggle(query::FieldId field, const QByteArray& value);
    void showSourceMenu(const QPoint& position);

    filter::FilterState& m_filter;
    SourceActivity* m_activity;
    SourcesModel* m_sources;
    SourceDelegate* m_sourceDelegate;
    BoardList* m_sourceList;
    QWidget* m_empty;
    AttackTypesModel* m_types;
    BoardList* m_typeList = nullptr;
    QWidget* m_typeBlock;
    BoardDensity m_density = BoardDensity::Full;
};

}  // namespace mirrorscope::ui::sources
