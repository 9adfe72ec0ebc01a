// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/source_setup.h"

#include <algorithm>
#include <utility>

#include "core/base/ip_network.h"
#include "core/traffic/source_setting.h"
#include "ui/sources/source_activity.h"
#include "ui/sources/source_edits.h"
#include "ui/sources/sources_panel.h"
#include "ui/text/shown_text.h"
#include "ui/wizard/source_wizard.h"

namespace mirrorscope::ui::shell {
namespace {

/// "127.0.0.1:51234" is seen as a peer; the block of its address alone.
std::string networkOf(const std::string& peer) {
    const auto network = base::IpNetwork::parse(peer);
    return network ? network->text() : std::string();
}

std::string joined(const std::vector<std::string>& networks) {
    std::string out;
    for (const std::string& one : networks) {
        if (!one.empty()) {
            out += (out.empty() ? "" : ",") + one;
        }
    }
    return out;
}

}  // namespace

bool isSetUpAs(const wizard::Plan& plan, const traffic::Source& source, bool isNew) {
    if (traffic::sourceKindName(source.kind) != plan.kind) {
        return false;
    }
    const std::string name = wizard::answer(plan, "--name");
    return name.empty() || plan.variant == snippets::Variant::Faithful ? isNew : source.instance == name;
}

traffic::SourceSetting settingOf(const wizard::Plan& plan, const traffic::Source& source,
                                 traffic::SourceSetting before) {
    before.source = source.id;
    if (const auto snippet = wizard::snippetOf(plan, plan.variant)) {
        before.contract = snippets::contractJson(snippet->contract);
    }
    if (!plan.isBelieved) {
        return before;
    }
    const std::string hops = wizard::answer(plan, "--trusted-hops");
    if (plan.isBehind && !hops.empty()) {
        before.hops = std::stoul(hops);
        before.trusted.clear();  // the one or the other
        return before;
    }
    std::vector<std::string> networks{plan.sender.empty() ? networkOf(source.peer) : plan.sender};
    const auto answers = plan.answers.find(plan.kind);
    if (plan.isBehind && answers != plan.answers.end() && answers->second.contains("--trusted-balancer")) {
        const auto& balancers = answers->second.at("--trusted-balancer");
        networks.insert(networks.end(), balancers.begin(), balancers.end());
    }
    before.trusted = joined(networks);
    before.hops.reset();
    return before;
}

SourceSetup::SourceSetup(wizard::WizardContext context, sources::SourcesPanel& sources, QWidget* window)
    : QObject(window), m_context(std::move(context)), m_sources(sources), m_window(window) {
    connect(&m_sources.activity(), &sources::SourceActivity::changed, this, &SourceSetup::noteSources);
}

void SourceSetup::addSource() {
    open({});
}

void SourceSetup::setUp(traffic::SourceId source) {
    const sources::SourceSummary* summary = m_sources.source(source);
    if (summary == nullptr) {
        return;
    }
    wizard::Plan plan;
    const traffic::Source& known = summary->source;
    if (snippets::snippetKind(traffic::sourceKindName(known.kind)) != nullptr) {
        plan.kind = traffic::sourceKindName(known.kind);
        if (known.identifiedBy == "marker" && !known.instance.empty()) {
            wizard::setAnswer(plan, "--name", {known.instance});
        }
    }
    plan.source = source;
    plan.sourceName = known.name;
    plan.sender = networkOf(known.peer);
    const auto peer = base::parseAddress(known.peer);
    plan.isElsewhere = peer && !peer->is_loopback();
    open(std::move(plan));
}

void SourceSetup::open(wizard::Plan begun) {
    auto* dialog = new wizard::SourceWizard(m_context, std::move(begun), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { take(dialog->plan()); });
    dialog->open();
}

std::set<traffic::SourceId> SourceSetup::present() const {
    std::set<traffic::SourceId> ids;
    for (const sources::SourceSummary* summary : m_sources.summaries()) {
        ids.insert(summary->source.id);
    }
    return ids;
}

void SourceSetup::take(const wizard::Plan& plan) {
    const traffic::SourceId seen = plan.proven != 0 ? plan.proven : plan.source;
    if (const sources::SourceSummary* known = m_sources.source(seen);
        known != nullptr && traffic::sourceKindName(known->source.kind) == plan.kind) {
        keep(plan, *known);
        return;
    }
    m_awaited = Awaited{plan, present()};
    noteSources();
}

void SourceSetup::noteSources() {
    if (!m_awaited) {
        return;
    }
    for (const sources::SourceSummary* summary : m_sources.summaries()) {
        const bool isNew = !m_awaited->before.contains(summary->source.id);
        if (isSetUpAs(m_awaited->plan, summary->source, isNew)) {
            const Awaited found = *std::exchange(m_awaited, std::nullopt);
            keep(found.plan, *summary);
            return;
        }
    }
}

void SourceSetup::keep(const wizard::Plan& plan, const sources::SourceSummary& source) {
    if (!m_sources.edits().isPossible()) {
        return;
    }
    const traffic::SourceSetting wanted = settingOf(plan, source.source, source.setting);
    m_sources.edits().change(
        wanted, tr("%1 is kept with what its snippet promises").arg(text::shownText(source.source.name)),
        source.source.name);
}

}  // namespace mirrorscope::ui::shell
