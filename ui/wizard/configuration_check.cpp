// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/configuration_check.h"

#include <QCoreApplication>
#include <QFile>

#include "core/base/ip_network.h"
#include "core/snippets/endpoint.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kCheckFor = 10'000;  // ms; nginx takes 20, Envoy some hundreds

/// A socket in the directory instead of a port: the check must not need a free one. Paths of temporary files
/// stay inside too.
constexpr char kNginxFrame[] = R"(pid "%DIRECTORY%/pid";
error_log stderr warn;
events { }
http {
    access_log off;
    client_body_temp_path "%DIRECTORY%/body";
    proxy_temp_path "%DIRECTORY%/proxy";
    fastcgi_temp_path "%DIRECTORY%/fastcgi";
    uwsgi_temp_path "%DIRECTORY%/uwsgi";
    scgi_temp_path "%DIRECTORY%/scgi";
%HTTP%
    server {
        listen "unix:%DIRECTORY%/check";
%SERVER%
    }
}
)";

bool isAddress(const std::string& endpoint) {
    const auto parsed = snippets::parseEndpoint(endpoint);
    return parsed && base::parseAddress(parsed->host);
}

/// nginx's --origin: a directory, or a URL.
bool isResolvedOrigin(const std::string& origin) {
    if (origin.empty() || origin.starts_with("/")) {
        return true;
    }
    const auto begin = origin.find("://");
    if (begin == std::string::npos) {
        return true;
    }
    const std::string authority = origin.substr(begin + 3, origin.find('/', begin + 3) - begin - 3);
    return isAddress(authority) || isAddress(authority + ":80");
}

QByteArray bytesOf(const snippets::SnippetText& snippet, std::string_view part) {
    const auto* one = snippet.part(part);
    return one == nullptr ? QByteArray() : QByteArray::fromStdString(one->text);
}

QString tr(const char* text) {
    return QCoreApplication::translate("ConfigurationCheck", text);
}

}  // namespace

std::optional<CheckedFile> checkedFile(const std::string& kind, const snippets::SnippetText& snippet,
                                       const QString& directory) {
    if (kind == "nginx") {
        QByteArray text(kNginxFrame);
        text.replace("%HTTP%", bytesOf(snippet, "http"));
        text.replace("%SERVER%", bytesOf(snippet, "server"));
        text.replace("%DIRECTORY%", QFile::encodeName(directory));
        return CheckedFile{text,
                           {QStringLiteral("-t"), QStringLiteral("-q"), QStringLiteral("-p"), directory,
                            QStringLiteral("-c"), QStringLiteral("%1")}};
    }
    if (kind == "envoy") {
        return CheckedFile{bytesOf(snippet, "bootstrap"),
                           {QStringLiteral("--mode"), QStringLiteral("validate"), QStringLiteral("-l"),
                            QStringLiteral("error"), QStringLiteral("-c"), QStringLiteral("%1")}};
    }
    return std::nullopt;
}

QString whyNotChecked(const Plan& plan) {
    if (!answer(plan, "--tls-ca").empty()) {
        return tr("the CA file is on the proxy's machine");
    }
    const bool resolves = plan.kind == "nginx";
    if (resolves && !(isAddress(plan.listener) && isResolvedOrigin(answer(plan, "--origin")))) {
        return tr("nginx would have to resolve a name");
    }
    return {};
}

ConfigurationCheck::ConfigurationCheck(QObject* parent) : QObject(parent) {}

ConfigurationCheck::~ConfigurationCheck() = default;

void ConfigurationCheck::start(const Plan& plan, const FoundProgram& program) {
    cancel();
    m_plan = plan;
    m_program = program;
    m_directory = std::make_unique<QTemporaryDir>();
    m_answers = {};
    m_at = 0;
    m_complaint.clear();
    next();
}

void ConfigurationCheck::cancel() {
    m_run.reset();
    m_directory.reset();
}

void ConfigurationCheck::next() {
    if (m_at == m_answers.size()) {
        const Result result{m_answers[0], m_answers[1], m_complaint};
        m_directory.reset();
        emit done(result);
        return;
    }
    const auto snippet = snippetOf(m_plan, static_cast<snippets::Variant>(m_at));
    const auto file =
        snippet ? checkedFile(m_plan.kind, *snippet, m_directory->path()) : std::optional<CheckedFile>();
    QFile out(m_directory->filePath(m_plan.kind == "envoy" ? QStringLiteral("check.yaml")
                                                           : QStringLiteral("check.conf")));
    if (!file || !out.open(QIODevice::WriteOnly) || out.write(file->text) != file->text.size()) {
        ++m_at;
        next();
        return;
    }
    out.close();
    QStringList arguments = file->arguments;
    arguments.replaceInStrings(QStringLiteral("%1"), out.fileName());
    m_run = std::make_unique<ProgramRun>();
    // Later: the run must not be destroyed while it tells.
    connect(m_run.get(), &ProgramRun::ended, this, &ConfigurationCheck::take, Qt::QueuedConnection);
    m_run->start({m_program.path, arguments, m_directory->path(), kCheckFor});
}

void ConfigurationCheck::take(const ProgramRun::Outcome& outcome) {
    if (sender() != m_run.get()) {
        return;  // of a plan before
    }
    using End = ProgramRun::Outcome::End;
    m_answers[m_at] = outcome.end == End::Passed   ? Answer::Accepted
                      : outcome.end == End::Failed ? Answer::Refused
                                                   : Answer::Unknown;
    if (outcome.end == End::Failed && m_complaint.isEmpty()) {
        m_complaint = text::shownText(outcome.printed.toStdString());
    }
    m_run.reset();
    ++m_at;
    next();
}

}  // namespace mirrorscope::ui::wizard
