// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/plan.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "core/base/error_text.h"
#include "ui/text/shown_text.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {
namespace {

using snippets::OptionInfo;
using snippets::OptionValue;

constexpr char kListener[] = "--listener";
/// Stands in for a listener that was not said yet, so that the other answers can be checked; a name, which
/// every kind takes.
constexpr char kAnyListener[] = "listener.example:8445";

QString tr(const char* text) {
    return QCoreApplication::translate("WizardPlan", text);
}

const Answers& answersOf(const Plan& plan) {
    static const Answers none;
    const auto found = plan.answers.find(plan.kind);
    return found == plan.answers.end() ? none : found->second;
}

std::vector<OptionValue> valuesWith(const Plan& plan, snippets::Variant variant,
                                    const std::string& listener) {
    std::vector<OptionValue> out;
    if (!listener.empty()) {
        out.push_back({kListener, listener});
    }
    const Answers& answers = answersOf(plan);
    for (const OptionInfo& info : kindOf(plan).options) {
        if (info.hardenedOnly && variant == snippets::Variant::Faithful) {
            continue;
        }
        if (isAboutBalancers(info.name) && !plan.isBehind) {
            continue;
        }
        const auto given = answers.find(info.name);
        const VersionChoice& version = versionOf(plan);
        if (given != answers.end()) {
            for (const std::string& value : given->second) {
                out.push_back({std::string(info.name), value});
            }
        } else if (version.option == info.name) {
            out.push_back({version.option, version.value});
        }
    }
    return out;
}

}  // namespace

const snippets::SnippetKind& kindOf(const Plan& plan) {
    return *snippets::snippetKind(plan.kind);
}

std::string answer(const Plan& plan, std::string_view option) {
    const Answers& answers = answersOf(plan);
    const auto found = answers.find(option);
    return found == answers.end() || found->second.empty() ? std::string() : found->second.front();
}

void setAnswer(Plan& plan, const std::string& option, const std::vector<std::string>& values) {
    std::vector<std::string> given;
    std::ranges::copy_if(values, std::back_inserter(given),
                         [](const std::string& value) { return !value.empty(); });
    Answers& answers = plan.answers[plan.kind];
    if (given.empty()) {
        answers.erase(option);
    } else {
        answers[option] = std::move(given);
    }
    if (answers.empty()) {
        plan.answers.erase(plan.kind);
    }
}

bool isAboutBalancers(std::string_view option) {
    constexpr std::array<std::string_view, 3> kOptions{"--trusted-balancer", "--tls-in-front",
                                                       "--trusted-hops"};
    return std::ranges::find(kOptions, option) != kOptions.end();
}

std::vector<OptionValue> valuesOf(const Plan& plan, snippets::Variant variant) {
    return valuesWith(plan, variant, plan.listener);
}

std::vector<std::string> leftOutOf(const Plan& plan) {
    std::vector<std::string> out;
    for (const OptionValue& value : valuesOf(plan, snippets::Variant::Hardened)) {
        const auto& options = kindOf(plan).options;
        const auto info = std::ranges::find(options, std::string_view(value.name), &OptionInfo::name);
        if (info->hardenedOnly && std::ranges::find(out, value.name) == out.end()) {
            out.push_back(value.name);
        }
    }
    return out;
}

base::Result<snippets::SnippetText> snippetOf(const Plan& plan, snippets::Variant variant) {
    return kindOf(plan).make(valuesOf(plan, variant), variant);
}

std::string chosenText(const snippets::SnippetText& snippet, const std::string& part) {
    const snippets::SnippetPart* one = snippet.part(part);
    return one == nullptr ? snippet.all() : one->text;
}

std::map<std::string, base::Error> complaintsOf(const Plan& plan) {
    std::map<std::string, base::Error> out;
    auto values = valuesWith(plan, snippets::Variant::Hardened,
                             plan.listener.empty() ? std::string(kAnyListener) : plan.listener);
    // Each round takes one mistake out, so that all of them are said at once.
    for (std::size_t rounds = values.size() + 1; rounds > 0; --rounds) {
        const auto made = kindOf(plan).make(values, snippets::Variant::Hardened);
        if (made || made.error().code != base::ErrorCode::InvalidArgument) {
            break;
        }
        const std::string option = made.error().arguments.front();
        out.emplace(option, made.error());
        std::erase_if(values, [&option](const OptionValue& value) { return value.name == option; });
        if (option == kListener) {
            values.insert(values.begin(), {kListener, kAnyListener});
        }
    }
    return out;
}

QString complaintText(const base::Error& error) {
    constexpr std::size_t kExpectation = 2;
    if (error.code != base::ErrorCode::InvalidArgument || error.arguments.size() <= kExpectation) {
        return text::shownText(base::errorText(error));
    }
    return tr("Expected: %1.").arg(text::shownText(error.arguments[kExpectation]));
}

double percentageOf(const Plan& plan) {
    const double share = QString::fromStdString(answer(plan, "--percentage")).toDouble();
    constexpr double kAll = 100;
    return share > 0 ? share : kAll;
}

bool hasBodies(const Plan& plan) {
    return answer(plan, "--body") != "off";
}

QString summaryOf(const Plan& plan) {
    const auto& options = kindOf(plan).options;
    const bool asksBodies =
        std::ranges::find(options, std::string_view("--body"), &OptionInfo::name) != options.end();
    const QString share = tr("%1 % of requests").arg(percentageOf(plan));
    const QString listener = text::shownText(plan.listener);
    if (!asksBodies) {
        return tr("Listener %1, %2").arg(listener, share);
    }
    return hasBodies(plan) ? tr("Listener %1, bodies on, %2").arg(listener, share)
                           : tr("Listener %1, bodies off, %2").arg(listener, share);
}

}  // namespace mirrorscope::ui::wizard
