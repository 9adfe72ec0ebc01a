// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/try_plan.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>

#include "ui/text/shown_text.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr char kIstio[] = "istio";

QString tr(const char* text) {
    return QCoreApplication::translate("TryPlan", text);
}

/// The proxy that runs for a kind of the wizard.
std::optional<lab::ProxyKind> runningKind(const std::string& kind) {
    for (const lab::ProxyKind one : {lab::ProxyKind::Nginx, lab::ProxyKind::Envoy, lab::ProxyKind::Traefik}) {
        if (kind == lab::proxyName(one)) {
            return one;
        }
    }
    return kind == kIstio ? std::optional(lab::ProxyKind::Envoy) : std::nullopt;
}

QString titleOf(lab::ProxyKind kind) {
    return std::ranges::find(proxyKinds(), lab::proxyName(kind), &ProxyKind::name)->title();
}

bool isTaken(const snippets::SnippetKind& runs, const std::string& option) {
    return !lab::isLabsOwnOption(option) &&
           std::ranges::any_of(runs.options, [&option](const auto& info) { return info.name == option; });
}

QString standIns(const Plan& plan) {
    const std::string origin = answer(plan, "--origin");
    return origin.empty()
               ? tr("On free ports of 127.0.0.1: a recorder of its own in place of %1, and an origin "
                    "that answers every request.")
                     .arg(text::shownText(plan.listener))
               : tr("On free ports of 127.0.0.1: a recorder of its own in place of %1, and an origin "
                    "that answers every request in place of %2.")
                     .arg(text::shownText(plan.listener), text::shownText(origin));
}

/// "host shop.example"; what the sentence about stand-ins names is left out.
QString leftOutText(const snippets::OptionValue& value) {
    return value.name == "--listener" || value.name == "--origin"
               ? QString()
               : text::shownText(value.name.substr(2) + " " + value.value);
}

}  // namespace

QString whyNotTried(const Plan& plan) {
    return runningKind(plan.kind)
               ? QString()
               : tr("%1 needs a cluster: nothing of it can be started on this machine. Prove it in the "
                    "cluster, on the next page.")
                     .arg(proxyKindOf(plan).title());
}

TryPlan tryPlanOf(const Plan& plan) {
    TryPlan out;
    out.options.kind = runningKind(plan.kind).value_or(lab::ProxyKind::Nginx);
    out.options.variant = plan.variant;
    out.proxy = titleOf(out.options.kind);
    if (plan.kind == kIstio) {
        out.instead =
            tr("Istio needs a cluster. Only the proxy inside of it can run here: an Envoy with the Envoy "
               "snippet. It shows what that proxy does, not what Istio's configuration makes of it.");
    }
    const auto& runs = *snippets::snippetKind(lab::proxyName(out.options.kind));
    QStringList leftOut;
    bool trusts = false;
    for (const snippets::OptionValue& value : valuesOf(plan, plan.variant)) {
        if (isTaken(runs, value.name)) {
            out.options.options.push_back(value);
            trusts = trusts || value.name == "--trusted-balancer" || value.name == "--trusted-hops";
        } else if (const QString shown = leftOutText(value); !shown.isEmpty()) {
            leftOut.append(shown);
        }
    }
    out.replaced.append(standIns(plan));
    if (!leftOut.isEmpty()) {
        out.replaced.append(tr("Not taken over: %1.").arg(leftOut.join(QStringLiteral(", "))));
    }
    if (trusts) {
        out.caution =
            tr("A balancer is trusted, and the probes come from where it would: the verdict may say that "
               "trust is too wide. Prove that where the balancer is.");
    }
    return out;
}

}  // namespace mirrorscope::ui::wizard
