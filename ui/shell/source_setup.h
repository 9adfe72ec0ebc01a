// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <set>
#include <string>

#include "core/traffic/source.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/wizard_context.h"

namespace mirrorscope::ui::sources {
class SourcesPanel;
struct SourceSummary;
}  // namespace mirrorscope::ui::sources

namespace mirrorscope::ui::shell {

/// Opens the wizard, and keeps with the source what it was set up as: what its snippet promises, and whom to
/// believe. A source that has not sent anything yet is waited for, as long as the window lives. UI thread;
/// the panel and the services outlive it.
class SourceSetup : public QObject {
    Q_OBJECT

public:
    SourceSetup(wizard::WizardContext context, sources::SourcesPanel& sources, QWidget* window);

    void addSource();
    /// With what is known of a source; one of unknown kind begins with its address alone.
    void setUp(traffic::SourceId source);
    /// Looks whether the one that is waited for is there.
    void noteSources();

private:
    /// What was set up and has not been seen yet.
    struct Awaited {
        wizard::Plan plan;
        std::set<traffic::SourceId> before;  // sources that were there already
    };

    void open(wizard::Plan begun);
    void take(const wizard::Plan& plan);
    void keep(const wizard::Plan& plan, const sources::SourceSummary& source);
    std::set<traffic::SourceId> present() const;

    wizard::WizardContext m_context;
    sources::SourcesPanel& m_sources;
    QWidget* m_window;
    std::optional<Awaited> m_awaited;
};

/// Whether a source is the one that was set up: of its kind, and named as its marker says or new since then.
bool isSetUpAs(const wizard::Plan& plan, const traffic::Source& source, bool isNew);

/// What is to be said of a source that was set up so, beside what is said of it already: the contract of the
/// chosen form, and, where it is believed, the proxy and what is in front of it. Pure.
traffic::SourceSetting settingOf(const wizard::Plan& plan, const traffic::Source& source,
                                 traffic::SourceSetting before);

}  // namespace mirrorscope::ui::shell
