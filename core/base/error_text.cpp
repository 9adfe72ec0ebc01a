// SPDX-License-Identifier: Apache-2.0
#include "core/base/error_text.h"

#include <stdexcept>

#include "core/base/byte_text.h"

namespace mirrorscope::base {

ErrorTemplate errorTemplate(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument:
            return {"{0}: \"{1}\" is not valid", "Expected {2}."};
        case ErrorCode::ConfigUnreadable:
            return {"Cannot read the configuration {0}: {1}", "Check the path given to --config."};
        case ErrorCode::ConfigInvalid:
            return {"{0}, line {1}: {2} is not valid", "Expected {3}."};
        case ErrorCode::AddressInUse:
            return {"{0} is in use by another program",
                    "Stop that program or choose another port with --listen."};
        case ErrorCode::AddressNotPermitted:
            return {"Listening on {0} is not permitted",
                    "Ports below 1024 need privileges: choose a higher port with --listen."};
        case ErrorCode::AddressUnavailable:
            return {"Cannot listen on {0}: {1}", "Choose an address of this machine with --listen."};
        case ErrorCode::AllowListRequired:
            return {"{0} can be reached from other machines, and no allow-list is given",
                    "Name who may send with --allow CIDR, or listen on 127.0.0.1."};
        case ErrorCode::ListenerRunning:
            return {"The listener {0} is running", "Stop it first."};
        case ErrorCode::SessionMissing:
            return {"There is no session {0}",
                    "Check the path, or record one with: mirrorscope-cli listen --session FILE."};
        case ErrorCode::SessionUnreadable:
            return {"Cannot read the session {0}: {1}", "Check the path and its permissions."};
        case ErrorCode::SessionNotOurs:
            return {"{0} is not a Mirrorscope session",
                    "Choose a *.mscope file, or a new name to start a session."};
        case ErrorCode::SessionTooNew:
            return {"{0} was written by a newer Mirrorscope (schema {1}, this one knows {2})",
                    "Open it with that version or a later one."};
        case ErrorCode::SessionTooOld:
            return {"{0} was written by an older Mirrorscope (schema {1}, this one reads {2})",
                    "Record into it once: mirrorscope-cli listen --session {0}. A copy of the old file stays "
                    "beside it."};
        case ErrorCode::SessionNotMigrated:
            return {"Cannot bring the session {0} to the present schema: {1}",
                    "The file is as it was. Make room beside it for a copy, or record into another file with "
                    "--session."};
        case ErrorCode::SessionCorrupt:
            return {
                "The session {0} is damaged: {1}",
                "Keep the file, record into another one with --session, and restore a copy if there is one."};
        case ErrorCode::SessionUnwritable:
            return {"Cannot write the session {0}: {1}",
                    "Choose a directory that you may write to with --session."};
        case ErrorCode::SessionLocked:
            return {"The session {0} is being recorded by process {1}",
                    "Stop that process, or record into another file with --session."};
        case ErrorCode::SessionReadOnly:
            return {"The session {0} is only looked at", "Open it without --view to record into it."};
        case ErrorCode::SessionExists:
            return {"There is a file {0} already", "Choose another name, or remove that file first."};
        case ErrorCode::StorageFailed:
            return {"{0} failed: {1}", "Check the disk that holds the session."};
        case ErrorCode::StorageFull:
            return {"The disk that holds {0} is full", "Free some space; recording goes on by itself then."};
        case ErrorCode::StorageNearlyFull:
            return {"The disk that holds {0} has {1} MiB left: new requests are refused below {2} MiB",
                    "Free some space, or set disk.refuse-below; recording goes on by itself then."};
        case ErrorCode::RulesMissing:
            return {"There are no rules in {0}",
                    "Install the package modsecurity-crs, name a CRS directory with --rules, or use --engine "
                    "none."};
        case ErrorCode::RulesInvalid:
            return {"{0}, line {1}: {2}", "Correct the rule file or name another directory with --rules."};
        case ErrorCode::RequestNotFound:
            return {"There is no request {0} in this session",
                    "List the ids with: mirrorscope-cli requests."};
        case ErrorCode::AttackNotFound:
            return {"There is no attack {0} in this session", "List the ids with: mirrorscope-cli attacks."};
        case ErrorCode::HitNotFound:
            return {"Rule {0} did not match there", "List the rules that did with: mirrorscope-cli hits."};
        case ErrorCode::SourceNotFound:
            return {"There is no source {0} in this session", "List them with: mirrorscope-cli sources."};
        case ErrorCode::OutputFailed:
            return {"Cannot write {0}: {1}", "Check the path and the space on its disk."};
        case ErrorCode::TextUnreadable:
            return {"Cannot read {0}: {1}", "Check the path and its permissions."};
        case ErrorCode::TextInvalid:
            return {"{0}, line {1}, column {2}: {3}", "Correct it, or name the kind of proxy with --proxy."};
        case ErrorCode::Cancelled:
            return {"Cancelled", "Nothing was changed."};
    }
    return {"Unknown failure", "Please report it."};
}

namespace {

std::string filled(std::string_view text, const std::vector<std::string>& arguments) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool placeholder = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}';
        if (!placeholder) {
            out += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[i + 1] - '0');
        out += index < arguments.size() ? shownText(arguments[index]) : "?";
        i += 2;
    }
    return out;
}

}  // namespace

ErrorSentences errorSentences(const Error& error) {
    const auto [what, todo] = errorTemplate(error.code);
    return {filled(what, error.arguments), filled(todo, error.arguments)};
}

std::string errorText(const Error& error) {
    const auto [what, todo] = errorSentences(error);
    return what + ". " + todo;
}

int exitCode(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument:
        case ErrorCode::ConfigInvalid:
        case ErrorCode::AllowListRequired:
            return 2;
        case ErrorCode::RequestNotFound:
        case ErrorCode::AttackNotFound:
        case ErrorCode::HitNotFound:
        case ErrorCode::SourceNotFound:
            return 1;
        case ErrorCode::Cancelled:
            return 4;
        default:
            return 3;
    }
}

void throw_exception_from_error(const Error& error, const boost::source_location&) {
    throw std::runtime_error(errorText(error));
}

}  // namespace mirrorscope::base
