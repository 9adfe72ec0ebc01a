// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>
#include <optional>

#include "core/api/source_service.h"
#include "core/base/cancel_token.h"
#include "ui/sources/source_activity.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::sources {

class LookChoice;
class ReadingForm;
class SourceEdits;

/// Everything that can be said of one source, checked while it is typed, with what its newest request would
/// read like. Saves through the edits, so that it can be taken back. UI thread; loader and edits outlive it.
class SourceDialog : public QDialog {
    Q_OBJECT

public:
    /// `all`: sources that it could be merged into, itself among them. `command`: has stored requests read
    /// anew.
    SourceDialog(live::PageLoader& loader, SourceEdits& edits, const SourceSummary& summary,
                 const std::vector<SourceSummary>& all, const QString& command, QWidget* parent = nullptr);
    ~SourceDialog() override;

private:
    void fillParts(const std::vector<SourceSummary>& all);
    void layOut(const QString& command);
    QWidget* buildStoredLine(const QString& command);
    traffic::SourceSetting wanted() const;
    void check();
    void complain(const base::Error& error);
    void askReadout();
    void showReadout(const base::Result<api::SourceReadout>& readout);
    void explain();
    QString what(const traffic::SourceSetting& setting) const;
    void save();

    live::PageLoader& m_loader;
    SourceEdits& m_edits;
    const SourceSummary m_summary;
    QLineEdit* m_name;
    LookChoice* m_look;
    QComboBox* m_mode;
    text::PlainLabel* m_modeMeaning;
    QComboBox* m_merge;
    text::PlainLabel* m_mergeMeaning;
    ReadingForm* m_reading;
    text::PlainLabel* m_preview;
    text::PlainLabel* m_error;
    QPushButton* m_save;
    QTimer m_pause;  // of the typing
    base::CancelToken m_token;
    bool m_saving = false;
};

}  // namespace mirrorscope::ui::sources
