// SPDX-License-Identifier: Apache-2.0
// Requests with secrets in every place and coding: nothing of them is left, and nothing else is gone.

#include <QTest>
#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/redaction/reading.h"
#include "core/redaction/redacted_copy.h"
#include "tests/support/gzip.h"

using namespace mirrorscope;

namespace {

using Random = std::mt19937;

constexpr int kRounds = 20'000;

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

std::string word(Random& random, std::size_t length) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    std::string text;
    while (text.size() < length) {
        text += letters[below(random, letters.size())];
    }
    return text;
}

std::string percentCoded(std::string_view text) {
    std::string coded;
    for (const char c : text) {
        std::array<char, 4> escape{};
        std::snprintf(escape.data(), escape.size(), "%%%02X", static_cast<unsigned char>(c));
        coded += escape.data();
    }
    return coded;
}

std::string jsonCoded(std::string_view text) {
    std::string coded;
    for (const char c : text) {
        std::array<char, 8> escape{};
        std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned char>(c));
        coded += escape.data();
    }
    return coded;
}

std::string jsonQuoted(std::string_view text) {
    std::string quoted;
    for (const char c : text) {
        quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return quoted;
}

std::string secretName(Random& random) {
    static const std::vector<std::string> names{
        "password",     "passwd",         "pwd",          "secret",       "token",
        "api_key",      "apikey",         "access_token", "refreshToken", "client_secret",
        "new-password", "user[password]", "X-Auth-Token", "PIN"};
    return names[below(random, names.size())];
}

/// A request in pieces; `kept` must survive, `secret` must not.
struct Planted {
    std::string head;
    std::string body;
    std::string secret;
    std::vector<std::string> kept;
};

struct Maker {
    Random& random;
    Planted planted;

    std::string harmless() {
        planted.kept.push_back("kept" + word(random, 8));
        return planted.kept.back();
    }
    /// A name or value in one of the codings of queries.
    std::string coded(std::string_view text) {
        switch (below(random, 3)) {
            case 0:
                return percentCoded(text);
            case 1:
                return percentCoded(percentCoded(text));
            default:
                return std::string(text);
        }
    }
    std::string pairs() {
        return "a=" + harmless() + "&" + coded(secretName(random)) + "=" + coded(planted.secret) +
               "&b=" + harmless();
    }
    std::string json() {
        const std::string name = secretName(random);
        const bool escapes = below(random, 2) == 0;
        return "{\"a\":\"" + harmless() + "\", \"" + (escapes ? jsonCoded(name) : name) + "\" : \"" +
               (below(random, 2) == 0 ? jsonCoded(planted.secret) : planted.secret) + "\",\"b\":[\"" +
               harmless() + "\"]}";
    }
    void post(const std::string& type, std::string body) {
        planted.head = "POST /" + harmless() + " HTTP/1.1\r\nHost: " + harmless() +
                       "\r\nContent-Type: " + type + "\r\n\r\n";
        planted.body = std::move(body);
    }
    void get(const std::string& line) {
        planted.head = "GET /" + harmless() + "?q=" + harmless() + " HTTP/1.1\r\nX-Kept: " + harmless() +
                       "\r\n" + line + "\r\nAccept: " + harmless() + "\r\n\r\n";
    }
    std::string webToken() {
        return "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9." + planted.secret + "." + word(random, 20);
    }
};

using Place = std::function<void(Maker&)>;

using Places = std::vector<std::pair<const char*, Place>>;

Places headPlaces() {
    return {
        {"bearer", [](Maker& m) { m.get("authorization: Bearer " + m.planted.secret); }},
        {"no scheme", [](Maker& m) { m.get("Proxy-Authorization:" + m.planted.secret); }},
        {"cookie",
         [](Maker& m) { m.get("Cookie: " + m.harmless() + "=1; " + m.harmless() + "=" + m.planted.secret); }},
        {"key header", [](Maker& m) { m.get("X-Api-Key: " + m.planted.secret); }},
        {"token header", [](Maker& m) { m.get("X-Some-TOKEN: " + m.planted.secret); }},
        {"query",
         [](Maker& m) {
             m.planted.head = "GET /" + m.harmless() + "?" + m.pairs() + " HTTP/1.1\r\nHost: a\r\n\r\n";
         }},
        {"referer", [](Maker& m) { m.get("Referer: https://x.example/?" + m.pairs()); }},
        {"URL in a parameter",
         [](Maker& m) { m.get("Referer: https://x.example/?u=" + percentCoded("https://y/?" + m.pairs())); }},
        {"userinfo",
         [](Maker& m) { m.get("Referer: https://u:" + m.planted.secret + "@x.example/" + m.harmless()); }},
    };
}

Places bodyPlaces() {
    return {
        {"form", [](Maker& m) { m.post("application/x-www-form-urlencoded", m.pairs()); }},
        {"form of wrong type", [](Maker& m) { m.post("text/plain", m.pairs()); }},
        {"JSON", [](Maker& m) { m.post("application/json", m.json()); }},
        {"JSON of wrong type", [](Maker& m) { m.post("text/plain", m.json()); }},
        {"JSON in a form",
         [](Maker& m) { m.post("application/x-www-form-urlencoded", "j=" + percentCoded(m.json())); }},
        {"JSON in JSON",
         [](Maker& m) { m.post("application/json", "{\"j\":\"" + jsonQuoted(m.json()) + "\"}"); }},
        {"form in JSON", [](Maker& m) { m.post("application/json", "{\"j\":\"" + m.pairs() + "\"}"); }},
        {"multipart",
         [](Maker& m) {
             m.post("multipart/form-data; boundary=zz",
                    "--zz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + m.harmless() +
                        "\r\n--zz\r\nContent-Disposition: form-data; name=\"" + secretName(m.random) +
                        "\"\r\n\r\n" + m.planted.secret + "\r\n--zz--\r\n");
         }},
        {"JSON in multipart",
         [](Maker& m) {
             m.post(
                 "multipart/form-data; boundary=zz",
                 "--zz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + m.json() + "\r\n--zz--\r\n");
         }},
        {"XML",
         [](Maker& m) {
             m.post("text/xml", "<a><b>" + m.harmless() + "</b><x:password k='1'>" + m.planted.secret +
                                    "</x:password></a>");
         }},
        {"web token",
         [](Maker& m) { m.post("text/plain", m.harmless() + " " + m.webToken() + " " + m.harmless()); }},
        {"web token in the path",
         [](Maker& m) {
             m.planted.head = "GET /" + m.harmless() + "/" + m.webToken() + " HTTP/1.1\r\n\r\n";
         }},
        {"card",
         [](Maker& m) {
             m.planted.secret = below(m.random, 2) == 0 ? "4111111111111111" : "4111 1111 1111 1111";
             m.post("application/json",
                    "{\"a\":\"" + m.harmless() + "\",\"n\":\"" + m.planted.secret + "\"}");
         }},
        {"gzip",
         [](Maker& m) {
             m.post("application/json\r\nContent-Encoding: gzip", "");
             m.planted.body = test::gzipped("{\"password\":\"" + m.planted.secret + "\"}");
         }},
    };
}

const Places& places() {
    static const Places all = [] {
        Places joined = headPlaces();
        std::ranges::move(bodyPlaces(), std::back_inserter(joined));
        return joined;
    }();
    return all;
}

std::string bytesOf(const traffic::MirroredRequest& request) {
    return request.head + request.body;
}

}  // namespace

class PlantedSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLeft_data();
    void nothingIsLeft();

private:
    static void check(const Planted& planted);
};

void PlantedSecretsTest::nothingIsLeft_data() {
    QTest::addColumn<int>("place");
    for (std::size_t i = 0; i < places().size(); ++i) {
        QTest::newRow(places()[i].first) << static_cast<int>(i);
    }
}

void PlantedSecretsTest::check(const Planted& planted) {
    const redaction::Redactor redactor;
    traffic::RequestDetail detail;
    detail.request.head = planted.head;
    detail.request.body = planted.body;
    const auto copy = redaction::redactedCopy(detail, redactor, redaction::kPlainMark);
    const std::string before = bytesOf(detail.request);
    const std::string after = bytesOf(copy.detail.request);

    std::size_t end = 0;
    for (const redaction::Secret& one : copy.secrets) {
        QVERIFY2(one.length > 0 && one.offset >= end && one.offset + one.length <= before.size(),
                 before.c_str());
        QVERIFY(!one.reason.empty());
        end = one.offset + one.length;
    }
    redaction::forEachReading(after, [&](const redaction::Reading& reading) {
        QVERIFY2(reading.bytes().find(planted.secret) == std::string_view::npos, before.c_str());
    });
    for (const std::string& kept : planted.kept) {
        QVERIFY2(after.find(kept) != after.npos || after.find(percentCoded(kept)) != after.npos,
                 before.c_str());
    }
    const auto again = redaction::redactedCopy(copy.detail, redactor, redaction::kPlainMark);
    QCOMPARE(bytesOf(again.detail.request), after);
}

void PlantedSecretsTest::nothingIsLeft() {
    QFETCH(int, place);
    Random random(static_cast<unsigned>(place) + 1);
    const int rounds = kRounds / static_cast<int>(places().size());
    for (int i = 0; i < rounds && !QTest::currentTestFailed(); ++i) {
        Maker maker{random, {}};
        maker.planted.secret = word(random, 12 + below(random, 12));
        places()[static_cast<std::size_t>(place)].second(maker);
        check(maker.planted);
    }
}

QTEST_APPLESS_MAIN(PlantedSecretsTest)
#include "planted_secrets_test.moc"
