// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/standing/known_source.h"
#include "ui/known/archive_page.h"

class QTabWidget;

namespace mirrorscope::ui::known {

class KnownList;
class KnownPage;

/// Known sources, and rules that archive: what a person lays down once about requests to come. Nothing counts
/// before it is kept. UI thread; what it is given outlives it.
class KnownDialog : public QDialog {
    Q_OBJECT

public:
    KnownDialog(KnownList& known, ArchiveList& archive, live::PageLoader& loader, ReadDecisions readDecisions,
                QWidget* parent = nullptr);

    /// Begins with another one, as from a row.
    void addSource(const standing::KnownSource& source);
    void showRules();

    void accept() override;

signals:
    /// What was typed counts, but could not be written.
    void notWritten(const QString& problem);

private:
    KnownList& m_known;
    ArchiveList& m_archive;
    QTabWidget* m_tabs;
    KnownPage* m_sources;
    ArchivePage* m_rules;
};

}  // namespace mirrorscope::ui::known
