// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QWidget>
#include <optional>

#include "core/api/source_service.h"
#include "core/base/cancel_token.h"
#include "ui/sources/source_activity.h"

class QPushButton;
class QVBoxLayout;

namespace mirrorscope::ui::sources {

class CardHead;
class FactRows;
class SourceEdits;

/// How the headers of a source are read, as its newest request shows it, and what its copies can never show.
/// UI thread; the loader outlives it.
class ReadingCard : public QWidget {
    Q_OBJECT

public:
    ReadingCard(live::PageLoader& loader, const SourceEdits& edits, QWidget* parent = nullptr);
    ~ReadingCard() override;

    void setSource(const SourceSummary& summary, bool silent);

signals:
    void editAsked(mirrorscope::traffic::SourceId source);

private:
    void setLimits(traffic::SourceKind kind);
    void askReadout();
    void showReadout(const api::SourceReadout& readout);
    void showSettings(const SourceSummary& summary);

    live::PageLoader& m_loader;
    const SourceEdits& m_edits;
    CardHead* m_head;
    FactRows* m_facts;
    QPushButton* m_edit;
    QWidget* m_limits;
    QVBoxLayout* m_limitLines;
    traffic::SourceSetting m_setting;  // of the last readout that was asked for
    QElapsedTimer m_sinceReadout;
    base::CancelToken m_token;
    std::optional<traffic::SourceKind> m_kind;
};

}  // namespace mirrorscope::ui::sources
