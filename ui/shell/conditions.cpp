// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/conditions.h"

#include <QCoreApplication>
#include <algorithm>
#include <functional>

#include "core/base/byte_text.h"
#include "core/base/error_text.h"
#include "ui/text/number_text.h"

namespace mirrorscope::ui::shell {
namespace {

using base::ErrorCode;

QString tr(const char* text) {
    return QCoreApplication::translate("Conditions", text);
}

QString shown(const std::string& bytes) {
    return QString::fromStdString(base::shownText(bytes));
}

/// The command line's advice names options; a window names what one can press.
QString listenerMeaning(ErrorCode code) {
    switch (code) {
        case ErrorCode::AddressInUse:
            return tr("Another program holds the port. Sources of this listener are not received.");
        case ErrorCode::AddressNotPermitted:
            return tr("Ports below 1024 need privileges. Choose a higher one.");
        case ErrorCode::AllowListRequired:
            return tr(
                "Other machines can reach this address and no allow-list is set. Listen on 127.0.0.1, or set "
                "“allow” in the configuration.");
        default:
            return tr("Sources of this listener are not received. Choose an address of this machine.");
    }
}

Condition listenerCondition(const api::ListenerStatus& listener) {
    const base::Error& failure = *listener.failure;
    const QString address = QString::fromStdString(listener.address.text());
    Condition condition;
    condition.id = QStringLiteral("listener/") + shown(listener.address.name) + QLatin1Char('/') + address;
    condition.rank = Rank::Failure;
    condition.title =
        failure.code == ErrorCode::AddressInUse
            ? tr("Listener “%1” cannot start: %2 is in use").arg(shown(listener.address.name), address)
            : tr("Listener “%1” cannot start: %2").arg(shown(listener.address.name), errorWhat(failure));
    condition.meaning = listenerMeaning(failure.code);
    condition.remedies = {Remedy::ListenerSettings, Remedy::TryListening};
    condition.listener = listener.address.name;
    return condition;
}

Condition sessionCondition(const base::Error& failure) {
    Condition condition{
        QStringLiteral("session"), Rank::Failure, errorWhat(failure), errorTodo(failure), {}, {}};
    if (failure.code == ErrorCode::SessionLocked) {
        condition.meaning =
            tr("Two programs cannot record into one session. Close the other one, or start "
               "Mirrorscope with another file.");
    }
    return condition;
}

Condition attachedCondition(const api::AttachedStatus& attached, const std::filesystem::path& session) {
    Condition condition{QStringLiteral("attached"), Rank::Information, {}, {}, {}, {}};
    if (attached.recorder.empty()) {
        condition.title =
            tr("Nobody records %1: you only look at it").arg(shown(session.filename().string()));
        condition.meaning = tr("To record into it, start Mirrorscope with this file and without --view.");
    } else {
        condition.title =
            tr("Another program (process %1) records this session").arg(shown(attached.recorder));
        condition.meaning = tr("You see what it receives. Listeners are started and stopped there.");
    }
    return condition;
}

Condition storageCondition(const base::Error& failure) {
    Condition condition{
        QStringLiteral("storage"), Rank::Failure, errorWhat(failure), errorTodo(failure), {}, {}};
    if (failure.code == ErrorCode::StorageFull) {
        condition.title = tr("Disk full: new requests are refused");
        condition.meaning = tr(
            "What was acknowledged is kept. Free some space on the disk of the session; recording goes on by "
            "itself then.");
    }
    if (failure.code == ErrorCode::StorageNearlyFull) {
        condition.title = tr("Disk nearly full: new requests are refused");
        condition.meaning =
            tr("%1 MiB are left, and requests are refused below %2 MiB so that other programs can still "
               "write. "
               "What was acknowledged is kept. Free some space; recording goes on by itself then.")
                .arg(shown(failure.arguments[1]), shown(failure.arguments[2]));
    }
    if (failure.code == ErrorCode::StorageFull || failure.code == ErrorCode::StorageNearlyFull) {
        condition.remedies = {Remedy::Retention};
    }
    return condition;
}

Condition diskLowCondition(const api::DiskStatus& disk, const std::filesystem::path& session) {
    Condition condition{QStringLiteral("disk-low"), Rank::Warning, {}, {}, {}, {}};
    condition.title = tr("Disk nearly full: %1 left for %2")
                          .arg(text::bytesText(disk.freeBytes.value_or(0)), shown(session.string()));
    condition.meaning = disk.refuseBelow > 0 ? tr("Below %1 every new request is refused and counted.")
                                                   .arg(text::exactBytesText(disk.refuseBelow))
                                             : tr("When it is full, new requests are refused and counted.");
    condition.remedies = {Remedy::Retention};
    return condition;
}

Condition rulesCondition(const base::Error& failure) {
    Condition condition{QStringLiteral("rules"), Rank::Warning, errorWhat(failure), {}, {}, {}};
    condition.meaning =
        failure.code == ErrorCode::RulesMissing
            ? tr("Requests are stored and wait for analysis. Install the package modsecurity-crs, or "
                 "set “rules” in the configuration.")
            : tr("Requests are stored and wait for analysis. Correct the rule file.");
    return condition;
}

}  // namespace

QString remedyText(Remedy remedy) {
    switch (remedy) {
        case Remedy::ListenerSettings:
            return tr("Choose another port…");
        case Remedy::TryListening:
            return tr("Try again");
        case Remedy::StopDemo:
            return tr("Stop demo");
        case Remedy::RemoveDemo:
            return tr("Remove demo traffic…");
        case Remedy::Keys:
            return tr("Keys…");
        case Remedy::UndoDeleteView:
            return tr("Undo delete");
        case Remedy::UndoSource:
            return tr("Undo");
        case Remedy::Retention:
            return tr("Retention…");
    }
    return {};
}

QString remedyName(Remedy remedy) {
    switch (remedy) {
        case Remedy::ListenerSettings:
            return QStringLiteral("settings");
        case Remedy::TryListening:
            return QStringLiteral("retry");
        case Remedy::StopDemo:
            return QStringLiteral("stop");
        case Remedy::RemoveDemo:
            return QStringLiteral("remove");
        case Remedy::Keys:
            return QStringLiteral("keys");
        case Remedy::UndoDeleteView:
            return QStringLiteral("undo");
        case Remedy::UndoSource:
            return QStringLiteral("undo-source");
        case Remedy::Retention:
            return QStringLiteral("retention");
    }
    return {};
}

QString errorWhat(const base::Error& error) {
    return QString::fromStdString(base::errorSentences(error).what);
}

QString errorTodo(const base::Error& error) {
    return QString::fromStdString(base::errorSentences(error).todo);
}

QList<Condition> conditionsOf(const api::ServiceStatus& status, const std::optional<base::Error>& session,
                              const DemoState& demo, const QStringList& keyProblems,
                              const QList<Condition>& more) {
    QList<Condition> conditions = more;
    if (session) {
        conditions += sessionCondition(*session);
    }
    if (status.attached) {
        conditions += attachedCondition(*status.attached, status.session);
    }
    if (status.storageFailure) {
        conditions += storageCondition(*status.storageFailure);
    }
    if (status.disk.level == api::DiskStatus::Level::Low) {
        conditions += diskLowCondition(status.disk, status.session);
    }
    for (const api::ListenerStatus& listener : status.listeners) {
        if (!listener.listening && listener.failure) {
            conditions += listenerCondition(listener);
        }
    }
    if (status.analysis.state == api::AnalysisState::Failed && status.analysis.failure) {
        conditions += rulesCondition(*status.analysis.failure);
    }
    if (demo.failure) {
        conditions += Condition{QStringLiteral("demo-failed"),
                                Rank::Warning,
                                tr("Demo traffic cannot start"),
                                tr("It is sent to loopback addresses only. Listen on 127.0.0.1."),
                                {Remedy::ListenerSettings},
                                {}};
    }
    if (!keyProblems.isEmpty()) {
        conditions += Condition{QStringLiteral("keys"), Rank::Warning,  tr("Some of your keys do not count"),
                                keyProblems.join(u' '), {Remedy::Keys}, {}};
    }
    if (demo.running) {
        conditions += Condition{QStringLiteral("demo"),
                                Rank::Information,
                                tr("Demo traffic is running"),
                                tr("Everything marked “synthetic” is invented."),
                                {Remedy::StopDemo, Remedy::RemoveDemo},
                                {}};
    } else if (demo.wasSent) {
        conditions += Condition{
            QStringLiteral("demo-stopped"), Rank::Information,
            tr("Demo traffic is stopped"),  tr("What it sent is still in the session, marked “synthetic”."),
            {Remedy::RemoveDemo},           {}};
    }
    std::ranges::stable_sort(conditions, std::ranges::greater(), &Condition::rank);
    return conditions;
}

}  // namespace mirrorscope::ui::shell
