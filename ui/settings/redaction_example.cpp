// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/redaction_example.h"

#include <QVBoxLayout>

#include "core/redaction/redactor.h"
#include "ui/settings/page_parts.h"
#include "ui/text/byte_view.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kHeight = 214;
constexpr int kMostOwn = 6;  // names of the user that the example shows
constexpr std::string_view kBody =
    R"({"password": "correct horse", "card": "4111 1111 1111 1111", "note": "order 4711-22"})";

/// "SOURCE=NAME" counts for one source; the example is of any.
std::vector<std::string> namesOf(const std::vector<std::string>& elements) {
    std::vector<std::string> names;
    for (const std::string& element : elements) {
        if (names.size() < kMostOwn) {
            names.push_back(element.substr(element.find('=') + 1));
        }
    }
    return names;
}

/// With the headers and parameters that the user names, so that the rules are seen to work.
traffic::MirroredRequest exampleFor(const redaction::Rules& rules) {
    traffic::MirroredRequest request;
    request.method = "POST";
    request.target = "/login?page=2&token=f00dfeed";
    for (const std::string& name : rules.parameters) {
        request.target += "&" + name + "=example";
    }
    request.head = "POST " + request.target +
                   " HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer 2YotnFZFEjr1zCsicMWpAA\r\n"
                   "Cookie: theme=dark; session=8a7f6c\r\nX-Request-Id: 5d1f\r\n";
    for (const std::string& name : rules.headers) {
        request.head += name + ": example\r\n";
    }
    request.head += "Content-Type: application/json\r\n\r\n";
    request.body = kBody;
    request.bodyLength = kBody.size();
    return request;
}

}  // namespace

RedactionExample::RedactionExample(QWidget* parent)
    : QWidget(parent), m_summary(makeNote({}, this)), m_view(new text::ByteView(this)) {
    m_summary->setObjectName(QStringLiteral("settings.example-summary"));
    m_view->setObjectName(QStringLiteral("settings.example"));
    m_view->setAccessibleName(tr("Example of a copied request"));
    m_view->setFixedHeight(kHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kInside);
    layout->addWidget(m_view);
    layout->addWidget(m_summary);
}

void RedactionExample::show(const config::Settings& settings) {
    const redaction::Rules rules{namesOf(settings.list("redact-headers")),
                                 namesOf(settings.list("redact-parameters")),
                                 redaction::rulesFor("", {{}, {}, settings.text("redact-pattern")}).patterns};
    const auto redactor = redaction::Redactor::make(rules);
    if (!redactor) {
        return;
    }
    const traffic::MirroredRequest request = exampleFor(rules);
    const std::string all = request.head + request.body;
    const bool isOn = settings.text("redact") == "on";
    const redaction::Secrets secrets = isOn ? redactor->secretsOf(request) : redaction::Secrets();
    std::vector<text::ByteRange> marks;
    std::size_t shift = 0;  // marks are longer or shorter than what they hide
    QStringList reasons;
    for (const redaction::Secret& secret : secrets) {
        marks.push_back({secret.offset + shift, redaction::kShownMark.size()});
        shift += redaction::kShownMark.size() - secret.length;
        reasons.append(text::shownText(secret.reason));
    }
    m_view->setBytes(
        std::make_shared<const std::string>(redaction::hidden(all, secrets, redaction::kShownMark)));
    m_view->setMatches(marks);
    m_view->scrollTo(0);
    reasons.removeDuplicates();
    m_summary->setText(isOn ? tr("Hidden: %1.").arg(reasons.join(QStringLiteral(", ")))
                            : tr("Nothing is hidden: copies and exports carry every secret."));
}

}  // namespace mirrorscope::ui::settings
