// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/answer_fields.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::ui::wizard {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("AnswerFields", text);
}

bool has(const std::string& kind, std::string_view option) {
    const auto& options = snippets::snippetKind(kind)->options;
    return std::ranges::find(options, option, &snippets::OptionInfo::name) != options.end();
}

/// Those that the kind has.
std::vector<FieldText> of(const std::string& kind, std::vector<FieldText> fields) {
    std::erase_if(fields, [&kind](const FieldText& field) { return !has(kind, field.option); });
    return fields;
}

std::vector<FieldText> mirrored(const std::string& kind) {
    return of(kind,
              {{"--bind", FieldForm::Line, tr("Clients connect &to")},
               {"--entry-point", FieldForm::Line, tr("&Entry point")},
               {"--host", FieldForm::Line, tr("&Host")},
               {"--original-host", FieldForm::Line, tr("Host w&ithout copies")},
               {"--path", FieldForm::Line, tr("&Path")},
               {"--traffic",
                FieldForm::Choice,
                tr("&Requests"),
                {},
                {QStringLiteral("both"), QStringLiteral("gateway"), QStringLiteral("mesh")},
                {tr("Through the gateway and of pods"), tr("Through the gateway only"), tr("Of pods only")}},
               {"--percentage", FieldForm::Line, tr("&Share, in percent")}});
}

std::vector<FieldText> cluster(const std::string& kind) {
    return of(kind, {{"--destination",
                      FieldForm::Choice,
                      tr("Mirrorscope r&uns"),
                      {},
                      {QStringLiteral("external"), QStringLiteral("service")},
                      {tr("Outside of the mesh"), tr("As a service of the cluster")}},
                     {"--namespace", FieldForm::Line, tr("N&amespace")},
                     {"--gateway", FieldForm::Line, tr("&Gateway")},
                     {"--selector", FieldForm::Lines, tr("Gateway's labe&ls")}});
}

void add(std::vector<FieldGroup>& groups, const QString& title, const QString& sentence,
         std::vector<FieldText> fields) {
    if (!fields.empty()) {
        groups.push_back({title, sentence, std::move(fields)});
    }
}

}  // namespace

std::vector<FieldGroup> placeGroupsOf(const std::string& kind) {
    std::vector<FieldGroup> groups;
    add(groups, tr("What is mirrored"), tr("Empty fields have the default that stands in them."),
        mirrored(kind));
    add(groups, tr("Who answers the client"),
        tr("Your own server; it gets the requests as before and knows nothing of the copies."),
        of(kind, {{"--origin", FieldForm::Line, tr("&Origin")}}));
    add(groups, tr("Bodies"), tr("Attacks in forms and uploads are seen only with their bodies."),
        of(kind, {{"--body", FieldForm::Switch, tr("Bo&dies")},
                  {"--max-body", FieldForm::Line, tr("Largest bod&y")}}));
    add(groups, tr("Cluster"), {}, cluster(kind));
    add(groups, tr("How copies are known"),
        tr("Both are headers that the proxy overwrites on the copy, so that no client can send them."),
        of(kind, {{"--name", FieldForm::Line, tr("Na&me of this proxy")},
                  {"--token", FieldForm::Secret, tr("Shared secre&t")}}));
    return groups;
}

std::vector<FieldText> balancerFieldsOf(const std::string& kind) {
    return of(kind,
              {{"--trusted-balancer", FieldForm::Lines, tr("Its addr&esses"),
                tr("Addresses or CIDR blocks, one a line. Only what they say of the client is believed.")},
               {"--trusted-hops", FieldForm::Line, tr("How man&y in a row")},
               {"--tls-in-front", FieldForm::Switch, tr("Ends TL&S")}});
}

std::vector<FieldText> tlsFieldsOf(const std::string& kind) {
    return of(kind, {{"--tls", FieldForm::Switch, tr("&TLS to the listener"),
                      tr("Mirrorscope takes plain HTTP: something in front of it must end TLS.")},
                     {"--tls-name", FieldForm::Line, tr("Certificate na&me")},
                     {"--tls-ca", FieldForm::Line, tr("C&A file")}});
}

}  // namespace mirrorscope::ui::wizard
