// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <chrono>
#include <string>

#include "core/traffic/rows.h"
#include "ui/privacy/screen.h"

namespace mirrorscope::test {

/// Secrets of every kind, none of which is a word of the window.
inline const QString kQuerySecret = QStringLiteral("Qs8831kz");
inline const QString kCookieSecret = QStringLiteral("Ck77213mm");
inline const QString kBodySecret = QStringLiteral("Pw5520xu");
inline const QString kNestedSecret = QStringLiteral("Ns9917vd");
inline const QString kCardSecret = QStringLiteral("4111111111111111");
inline const QString kTokenSecret = QStringLiteral("eyJzdWIiOiJTdWI2NjQxcCJ9");  // the payload below
inline const QString kTokenClaim = QStringLiteral("Sub6641p");
inline const QString kToken =
    QStringLiteral("eyJhbGciOiJIUzI1NiJ9.") + kTokenSecret + QStringLiteral(".c2lnbmF0dXJl");

inline QStringList allSecrets() {
    return {kQuerySecret, kCookieSecret, kBodySecret, kNestedSecret, kCardSecret, kTokenSecret, kTokenClaim};
}

inline const std::string kSecretTarget = "/login?lang=en&access_token=" + kQuerySecret.toStdString();

/// A POST of JSON with secrets in its target, headers, cookies and members; a hit whose place is not known
/// matched the password, another one part of a name that is none.
inline traffic::RequestDetail secretRequest(traffic::RequestId id) {
    traffic::RequestDetail detail;
    detail.row.id = id;
    detail.row.time = base::WallTime(std::chrono::seconds(1'795'000'000 + id));
    detail.row.method = "POST";
    detail.row.sourceName = "edge-nginx";
    detail.row.context.source = 1;
    detail.row.context.host = "shop.example.com";
    detail.row.state = traffic::RequestState::Attack;
    detail.row.target = kSecretTarget;
    traffic::MirroredRequest& request = detail.request;
    request.id = id;
    request.receivedAt = detail.row.time;
    request.method = "POST";
    request.target = kSecretTarget;
    request.version = "HTTP/1.1";
    request.head = "POST " + kSecretTarget + " HTTP/1.1\r\nHost: shop.example.com\r\nAuthorization: Bearer " +
                   kToken.toStdString() + "\r\nCookie: theme=x; sid=" + kCookieSecret.toStdString() +
                   "\r\nContent-Type: application/json\r\n\r\n";
    request.body = R"({"user":"anna","password":")" + kBodySecret.toStdString() + R"(","card":")" +
                   kCardSecret.toStdString() + R"(","inner":"{\"secret\":\")" + kNestedSecret.toStdString() +
                   R"(\"}"})";
    request.bodyLength = request.body.size();
    const auto add = [&](const std::string& variable, const std::string& matched) {
        traffic::HitRow row;
        row.id = static_cast<std::int64_t>(detail.hits.size()) + 1;
        row.requestId = id;
        row.hit.ruleId = 942'100;
        row.hit.severity = traffic::Severity::Critical;
        row.hit.message = "Found " + matched;
        row.hit.variable = variable;
        row.hit.matched = matched;
        detail.hits.push_back(row);
    };
    add("ARGS:json.password", kBodySecret.toStdString());
    add("ARGS:json.user", "anna");
    return detail;
}

/// The screen as at the start of the program.
inline void resetScreen() {
    ui::privacy::Screen& screen = ui::privacy::Screen::instance();
    screen.setRules({});
    screen.setHiding(false);
    screen.setHiding(true);
}

}  // namespace mirrorscope::test
