// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/sources/board_density.h"
#include "ui/sources/source_activity.h"
#include "ui/sources/source_edits.h"

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
class HealthCard;
class ReadingCard;
class SourceDelegate;
class SourcesModel;

/// Content of dock.sources: a row a source, a card about one of them, and the attack types of the last day. A
/// click shows only that one, another click all again; F2 renames. UI thread; filter, loader and service
/// outlive it.
class SourcesPanel : public QWidget {
    Q_OBJECT

public:
    /// `service`: null where nothing can be said of sources.
    SourcesPanel(live::PageLoader& loader, filter::FilterState& filter, api::SourceService* service = nullptr,
                 QWidget* parent = nullptr);

    /// Begins to ask for activity; needs a running service.
    void start();
    void setDensity(BoardDensity density);
    SourceActivity& activity() { return *m_activity; }
    SourceEdits& edits() { return *m_edits; }
    /// Cards need height as well.
    void setLow(bool low);
    /// How sources are read, in place of how they are.
    void setReadingShown(bool shown);
    /// Whether probes can be sent through a source's proxy.
    void setProvable(bool provable) { m_provable = provable; }
    void setListening(std::optional<base::WallTime> since);
    /// For the command that has its requests read anew.
    void setSession(const std::filesystem::path& session) { m_session = session; }
    /// Of the last snapshot; null when there is none of that id.
    const SourceSummary* source(traffic::SourceId id) const;
    std::vector<const SourceSummary*> summaries() const;
    bool isSilent(traffic::SourceId id) const;
    void edit(traffic::SourceId id);

signals:
    /// What is wrong with the headers of that source is to be shown.
    void findingsAsked(mirrorscope::traffic::SourceId source);
    void mirrorCheckAsked(mirrorscope::traffic::SourceId source);
    void proofAsked(mirrorscope::traffic::SourceId source);
    /// It is to be set up, or set up again.
    void setupAsked(mirrorscope::traffic::SourceId source);

public:
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildTypes();
    void apply(const SourcesSnapshot& snapshot);
    void followNames(const SourcesSnapshot& now);
    void refreshSelection();
    void refreshCards();
    QModelIndex cardIndex() const;
    void rename(traffic::SourceId id, const QString& name);
    void wireEdits();
    void toggle(query::FieldId field, const QByteArray& value);
    void showSourceMenu(const QPoint& position);

    filter::FilterState& m_filter;
    live::PageLoader& m_loader;
    SourceActivity* m_activity;
    SourcesModel* m_sources;
    SourceDelegate* m_sourceDelegate;
    BoardList* m_sourceList;
    QWidget* m_empty;
    AttackTypesModel* m_types;
    BoardList* m_typeList = nullptr;
    QWidget* m_typeBlock;
    SourceEdits* m_edits;
    HealthCard* m_health;
    ReadingCard* m_reading;
    SourcesSnapshot m_snapshot;
    std::filesystem::path m_session;
    traffic::SourceId m_chosen = 0;  // whose card is shown; 0: the first one's
    bool m_low = false;
    bool m_readingShown = false;
    bool m_provable = false;
    bool m_naming = false;  // the press that ends now asked for a name
    BoardDensity m_density = BoardDensity::Full;
};

}  // namespace mirrorscope::ui::sources
