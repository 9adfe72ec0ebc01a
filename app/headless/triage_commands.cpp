// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "core/base/clock.h"
#include "core/storage/triage_writer.h"

namespace mirrorscope::headless {
namespace {

using storage::TriageTarget;
using storage::TriageWriter;

struct NoteOptions {
    std::string session;
    std::int64_t id = 0;
    bool isAttack = false;
    std::string text;
    bool remove = false;
};

struct TagOptions {
    std::string session;
    std::int64_t id = 0;
    std::vector<std::string> names;
    bool remove = false;
};

TriageTarget targetOf(std::int64_t id, bool isAttack) {
    return isAttack ? TriageTarget{0, id, {}} : TriageTarget{id, 0, {}};
}

base::WallTime now() {
    return base::SystemClock().wall();
}

int removeNote(TriageWriter& writer, std::int64_t id) {
    const auto removed = writer.removeNote(id);
    if (!removed) {
        return report(removed.error());
    }
    if (!*removed) {
        std::fprintf(stderr, "mirrorscope-cli: there is no note %lld; show lists the notes of a request\n",
                     static_cast<long long>(id));
        return kCheckFailed;
    }
    std::printf("note %lld removed\n", static_cast<long long>(id));
    return kDone;
}

int note(const NoteOptions& options) {
    if (options.remove != options.text.empty()) {
        std::fprintf(stderr,
                     "mirrorscope-cli: a note takes a text; --remove takes the id of a note and none\n");
        return kUsage;
    }
    auto writer = TriageWriter::open(options.session);
    if (!writer) {
        return report(writer.error());
    }
    if (options.remove) {
        return removeNote(**writer, options.id);
    }
    const auto added = (*writer)->addNote(targetOf(options.id, options.isAttack), options.text, now());
    if (!added) {
        return report(added.error());
    }
    std::printf("note %lld\n", static_cast<long long>(*added));
    return kDone;
}

int tag(const TagOptions& options) {
    auto writer = TriageWriter::open(options.session);
    if (!writer) {
        return report(writer.error());
    }
    for (const std::string& name : options.names) {
        if (auto done = (*writer)->setTag(options.id, name, !options.remove); !done) {
            return report(done.error());
        }
    }
    return kDone;
}

CLI::App* addVerb(CLI::App& program, const char* name, const char* help, std::string& session) {
    CLI::App* command = program.add_subcommand(name, help);
    command->add_option("--session", session, "Session file (*.mscope); may be recorded meanwhile")
        ->required()
        ->type_name("FILE");
    return command;
}

void addNote(CLI::App& program, Action& action) {
    auto options = std::make_shared<NoteOptions>();
    CLI::App* command = addVerb(program, "note", "Write a note on a request or an attack", options->session);
    command->add_option("id", options->id, "Id of the request")->required()->type_name("ID");
    command->add_option("text", options->text, "The note")->type_name("TEXT");
    command->add_flag("--attack", options->isAttack, "The id is that of an attack");
    command->add_flag("--remove", options->remove, "Remove the note of this id");
    command->callback([options, &action] { action = [options] { return note(*options); }; });
}

void addTag(CLI::App& program, Action& action) {
    auto options = std::make_shared<TagOptions>();
    CLI::App* command = addVerb(program, "tag", "Tag a request", options->session);
    command->add_option("id", options->id, "Id of the request")->required()->type_name("ID");
    command->add_option("names", options->names, "Tags")->required()->type_name("NAME");
    command->add_flag("--remove", options->remove, "Take the tags away");
    command->callback([options, &action] { action = [options] { return tag(*options); }; });
}

}  // namespace

void addTriageCommands(CLI::App& program, Action& action) {
    addDecisionCommand(program, action);
    addNote(program, action);
    addTag(program, action);
}

}  // namespace mirrorscope::headless
