// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <optional>
#include <string>
#include <vector>

#include "ui/forwarding/header_feed.h"

class QLabel;
class QModelIndex;
class QTableView;
class QToolButton;

namespace mirrorscope::ui::forwarding {

class BaselineButton;
class PresenceModel;
class StandOutModel;

/// The presence matrix and what stands out in it. UI thread.
class PresencePanel : public QWidget {
    Q_OBJECT

public:
    explicit PresencePanel(QWidget* parent = nullptr);

    void setSnapshot(const SharedSnapshot& snapshot);
    void setNarrowing(const std::optional<std::string>& source, const QString& words);
    void setTimeZone(const QTimeZone& zone);
    QTableView* table() const { return m_table; }

signals:
    /// See BaselineButton.
    void baselineAsked(const QString& what,
                       const std::vector<mirrorscope::traffic::SourceBaseline>& baselines);
    /// Requests of that source with or without that header; names as received.
    void requestsWanted(const std::string& source, const std::string& header, bool with);
    void findingWanted(mirrorscope::traffic::FindingId id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildHead();
    void buildTable();
    QWidget* buildStandOuts();
    void refresh();
    void setOnlyDiffering(bool only);
    void press(const QModelIndex& index);
    void ask(const QModelIndex& index, bool with);
    void openMenu(const QModelIndex& index, const QPoint& position);

    PresenceModel* m_model;
    StandOutModel* m_standOuts;
    QTableView* m_table;
    QTableView* m_standOutTable = nullptr;
    QWidget* m_standOutPart = nullptr;
    QLabel* m_facts = nullptr;
    QToolButton* m_which = nullptr;
    BaselineButton* m_baseline = nullptr;
    SharedSnapshot m_snapshot;
    std::optional<std::string> m_source;
    QString m_words;
    bool m_onlyDiffering = false;
};

}  // namespace mirrorscope::ui::forwarding
