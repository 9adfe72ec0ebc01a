// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

#include "core/api/mirror_service.h"

namespace mirrorscope::ui::shell {

/// How much a condition hurts; banners of higher rank stand first.
enum class Rank : std::uint8_t { Information, Warning, Failure };

/// What a banner offers. The window knows how to do it.
enum class Remedy : std::uint8_t {
    ListenerSettings,
    TryListening,
    StopDemo,
    RemoveDemo,
    Keys,
    UndoDeleteView,
    UndoSource,
    Retention
};

QString remedyText(Remedy remedy);  // of its button
QString remedyName(Remedy remedy);  // of its object

/// One thing that is wrong or worth knowing, as long as its cause lasts. Sentences say what happened, then
/// what it means. Plain value.
struct Condition {
    QString id;  // the same cause has the same id, so that a closed banner stays closed
    Rank rank = Rank::Warning;
    QString title;
    QString meaning;
    QList<Remedy> remedies;
    std::string listener;  // for remedies about one

    bool operator==(const Condition&) const = default;
};

/// Demo traffic as the window knows it.
struct DemoState {
    bool running = false;
    std::optional<base::Error> failure;  // of the last attempt to start it
    bool wasSent = false;                // by this window, and is still in the session
};

/// Everything that the window must say now, worst first. `session`: why the session could not be opened.
/// `keyProblems`: what is wrong in the file of keys; `more`: what others found out. Pure.
QList<Condition> conditionsOf(const api::ServiceStatus& status, const std::optional<base::Error>& session,
                              const DemoState& demo, const QStringList& keyProblems = {},
                              const QList<Condition>& more = {});

/// The sentences of core/base/error_text.h.
QString errorWhat(const base::Error& error);
QString errorTodo(const base::Error& error);

}  // namespace mirrorscope::ui::shell
