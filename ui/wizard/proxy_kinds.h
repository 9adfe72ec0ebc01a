// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/source.h"
#include "ui/text/kind_title.h"

namespace mirrorscope::ui::wizard {

struct Plan;

/// A range of versions that is configured the same way.
struct VersionChoice {
    QString text;        // "1.29.7 and newer"
    QString lowest;      // "1.29.7": a found program is of the first choice that is not above it
    std::string option;  // what the snippet is told then; empty: nothing
    std::string value;
    QString note;  // what is different with it; empty: nothing
};

/// A proxy as the first page presents it. All texts are our own; what they say was measured.
struct ProxyKind {
    std::string name;  // of snippets::SnippetKind
    traffic::SourceKind kind;
    QString mechanism;
    QString remark;
    bool isDiscouraged = false;
    QString program{};  // looked for on PATH; empty: it does not run on this machine
    QStringList versionArguments{};
    std::vector<VersionChoice> versions{};  // the newest first, never empty
    QStringList gets{};
    QStringList cannot{};
    QStringList wrong{};
    QString howTo{};     // where the snippet goes and what is run then
    QString rollback{};  // how it is taken back

    QString title() const { return text::kindTitle(kind); }
};

/// In the order of the catalogue; only kinds that it has. UI thread.
const std::vector<ProxyKind>& proxyKinds();
const ProxyKind& proxyKindOf(const Plan& plan);
const VersionChoice& versionOf(const Plan& plan);
/// Place in `versions` of a version that a program printed.
std::size_t versionChoiceOf(const ProxyKind& kind, const QString& version);

}  // namespace mirrorscope::ui::wizard
