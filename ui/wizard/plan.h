// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/snippet_catalogue.h"
#include "core/traffic/source.h"

namespace mirrorscope::ui::wizard {

/// Values of one kind's options by the name of the option, "--origin"; what is not there has its default.
using Answers = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Everything that was said in the wizard so far. Pages read and write it, so that going back loses nothing;
/// answers of one kind stay while another is looked at. Plain value.
struct Plan {
    std::string kind = "nginx";              // a name of snippets::snippetKinds()
    std::size_t version = 0;                 // place in ProxyKind::versions
    std::map<std::string, Answers> answers;  // by kind; neither --listener nor what only the version says
    bool isBehind = false;  // a balancer or CDN is in front of the proxy: only then its options count

    bool isElsewhere = false;  // the proxy runs on another machine than this one
    std::string listener;      // HOST:PORT as the proxy reaches it
    std::string sender;        // address or CIDR block that the proxy connects from; empty: not said
    bool isBelieved = true;    // what it says of clients counts, once its copies come

    snippets::Variant variant = snippets::Variant::Hardened;
    std::string part = "all";

    traffic::SourceId source = 0;  // that is set up again; 0: a new one
    std::string sourceName;        // of it
    traffic::SourceId proven = 0;  // that the proof saw copies of; 0: none yet

    bool operator==(const Plan&) const = default;
};

const snippets::SnippetKind& kindOf(const Plan& plan);

/// The only or first value of an option; empty: not given.
std::string answer(const Plan& plan, std::string_view option);
/// All values; empty ones are left out, none takes the answer back.
void setAnswer(Plan& plan, const std::string& option, const std::vector<std::string>& values);

/// True for options that are asked for only when something is in front of the proxy.
bool isAboutBalancers(std::string_view option);

/// What `mirrorscope-cli snippet` would be given, --listener first: of the faithful form without the options
/// that it has no place for.
std::vector<snippets::OptionValue> valuesOf(const Plan& plan, snippets::Variant variant);
/// Given options that the faithful form leaves out.
std::vector<std::string> leftOutOf(const Plan& plan);

base::Result<snippets::SnippetText> snippetOf(const Plan& plan, snippets::Variant variant);
/// The text of the plan's part.
std::string chosenText(const snippets::SnippetText& snippet, const std::string& part);

/// What is wrong, by option. A missing --listener is no mistake here: its page asks for it.
std::map<std::string, base::Error> complaintsOf(const Plan& plan);
/// "Expected: a number from 0.01 to 100 …".
QString complaintText(const base::Error& error);

double percentageOf(const Plan& plan);
bool hasBodies(const Plan& plan);
/// "Listener 192.0.2.20:8445, bodies on, 100 % of requests".
QString summaryOf(const Plan& plan);

}  // namespace mirrorscope::ui::wizard
