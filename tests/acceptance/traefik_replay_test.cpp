// SPDX-License-Identifier: Apache-2.0
// What Traefik 3.7 sent in the captures, byte for byte through a real listener into a session: who it is,
// each header of the contract that our snippet gives, and what the doctor finds. Traefik itself is not
// needed.
#include <QTemporaryDir>
#include <QTest>
#include <string>
#include <vector>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/snippets/snippet_catalogue.h"
#include "core/storage/source_settings.h"
#include "tests/core/listener/wire_captures.h"
#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using pipeline::LocalMirrorService;
using snippets::Variant;

namespace {

// Of the machine where it was captured.
const std::string kClient = "127.0.0.2";
const std::string kProxy = "127.0.0.3";
const std::string kMachine = "vm";
const std::string kHost = "mirrored.example.com";

const QStringList kSnippet{"snippet", "traefik", "--listener", "wallarm.example:8445"};

snippets::Contract contractOf(Variant variant) {
    const std::vector<snippets::OptionValue> options{{"--listener", "wallarm.example:8445"}};
    const auto snippet = snippets::snippetKind("traefik")->make(options, variant);
    return snippet ? snippet->contract : snippets::Contract{};
}

std::string valueOf(const http::Head& head, std::string_view name) {
    return std::string(head.value(name).value_or(""));
}

std::string portOf(const std::string& host) {
    const auto colon = host.rfind(':');
    return colon == host.npos ? "80" : host.substr(colon + 1);
}

/// What PROXIES says of the value of each promised header, "" where it is right.
std::string complaint(const std::string& name, const http::Head& head) {
    const std::string value = valueOf(head, name);
    const std::string host = valueOf(head, "Host");
    std::string wanted;
    if (name == "Host") {
        // passHostHeader: the client's own, spelled as it asked for it, with its port.
        return base::toLower(host.substr(0, host.find(':'))) == kHost ? "" : "Host is " + value;
    }
    if (name == "X-Forwarded-For" || name == "X-Real-Ip") {
        wanted = kClient;  // no balancer is trusted: what clients send in it is overwritten
    } else if (name == "X-Forwarded-Host") {
        wanted = host;
    } else if (name == "X-Forwarded-Port") {
        wanted = portOf(host);  // never 7200, the port of the entry point
    } else if (name == "X-Forwarded-Proto") {
        wanted = valueOf(head, "Upgrade") == "websocket" ? "ws" : "http";
    } else if (name == "X-Forwarded-Server") {
        wanted = kMachine;
    } else {
        return "nobody said what " + name + " should be";
    }
    return value == wanted ? "" : name + " is " + value + ", not " + wanted;
}

}  // namespace

class TraefikReplayTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_session = m_directory->filePath("traefik.mscope").toStdString();
    }

    void headersAreAsPromised_data() {
        QTest::addColumn<QString>("capture");
        QTest::newRow("bodies are mirrored") << "traefik";
        QTest::newRow("mirrorBody: false") << "traefik-nobody";
    }

    void headersAreAsPromised() {
        QFETCH(QString, capture);
        const auto service = open();
        QVERIFY(service != nullptr);
        const std::size_t sent = replay(*service, capture.toStdString());
        QVERIFY(sent > 20);
        const auto details = detailsOf(*service, sent);
        QCOMPARE(details.size(), sent);
        const snippets::Contract faithful = contractOf(Variant::Faithful);
        QCOMPARE(faithful.headers.size(), std::size_t{7});
        for (const traffic::RequestDetail& detail : details) {
            const http::Head head(detail.request.head);
            for (const snippets::ContractHeader& header : faithful.headers) {
                QVERIFY2(head.has(header.name) && head.values(header.name).size() == 1, header.name.c_str());
                const std::string wrong = complaint(header.name, head);
                QVERIFY2(wrong.empty(), (wrong + " in\n" + detail.request.head).c_str());
            }
            // The marker is the hardened form's, which puts a middleware on the mirror service.
            QVERIFY(!head.has("X-Mirrorscope-Source") && !head.has("X-Mirrorscope-Token"));
        }
    }

    void theSourceIsTraefik() {
        const auto service = open();
        QVERIFY(service != nullptr);
        const std::size_t sent = replay(*service, "traefik");
        const auto sources = (*service->queries())->sources({});
        QVERIFY(sources.has_value());
        QCOMPARE(sources->size(), std::size_t{1});
        const traffic::Source& source = sources->front();
        QCOMPARE(source.kind, traffic::SourceKind::Traefik);
        // X-Forwarded-Server with X-Forwarded-Host and X-Real-Ip in Go's order; from 80 on it is pinned.
        QCOMPARE(source.identifiedBy, std::string("x-forwarded-server"));
        QVERIFY(source.confidence >= 80);
        QCOMPARE(source.instance, kMachine);
        QCOMPARE(source.peer, kProxy);
        QCOMPARE(source.requests, static_cast<std::uint64_t>(sent));
        for (const traffic::RequestDetail& detail : detailsOf(*service, sent)) {
            const traffic::RequestContext& context = detail.row.context;
            QCOMPARE(context.kind, traffic::SourceKind::Traefik);
            // The last element of X-Forwarded-For, which Traefik writes; the peer is trusted.
            QCOMPARE(context.client, kClient);
            QCOMPARE(context.clientTrust, traffic::ClientTrust::Verified);
            QCOMPARE(context.scheme, std::string("http"));  // of a websocket, too
        }
    }

    void doctorFindsExactly_data() {
        QTest::addColumn<QString>("capture");
        QTest::addColumn<bool>("isHardened");
        QTest::addColumn<QString>("findings");
        // Odd requests are in it on purpose, the headers are right.
        QTest::newRow("faithful") << "traefik" << false << "";
        // Copies announce lengths and bring no body.
        QTest::newRow("mirrorBody: false") << "traefik-nobody" << false << "MIRROR_BODY_OFF";
        // The marker is promised and missing: the middleware of the mirror service is not in force.
        QTest::newRow("hardened was promised") << "traefik" << true << "CONTRACT_BROKEN";
    }

    void doctorFindsExactly() {
        QFETCH(QString, capture);
        QFETCH(bool, isHardened);
        QFETCH(QString, findings);
        // A contract belongs to a source, and counts from when the recorder knows it: a first run makes the
        // source, the second one is examined.
        {
            const auto service = open();
            QVERIFY(service != nullptr);
            QVERIFY(send(*service, test::wireCaptures(), "traefik", 1) > 0);
            QVERIFY(test::becomesTrue([&] { return isAttributed(*service); }));
        }
        const auto contract = test::runCli(kSnippet + QStringList{"--contract", "--json", "--variant",
                                                                  isHardened ? "hardened" : "faithful"});
        QCOMPARE(contract.exitCode, 0);
        {
            auto settings = storage::SourceSettings::open(m_session);
            QVERIFY(settings.has_value());
            const auto kept = (*settings)->set({.source = 1, .contract = contract.out.toStdString()});
            QVERIFY(kept.has_value());
        }
        const auto service = open();
        QVERIFY(service != nullptr);
        QVERIFY(replay(*service, capture.toStdString()) > 20);
        QStringList open;
        const auto found = (*service->queries())->findings({});
        QVERIFY(found.has_value());
        for (const traffic::Finding& finding : *found) {
            qInfo("%s: %s", finding.code.c_str(), finding.seen.c_str());
            QVERIFY2(finding.isOpen(), finding.code.c_str());  // none came and went
            open += QString::fromStdString(finding.code);
        }
        QCOMPARE(open.join(u' '), findings);
    }

private:
    std::unique_ptr<LocalMirrorService> open() {
        config::Settings settings;
        const bool isFine =
            settings.set("session", m_session).has_value() && settings.set("engine", "none").has_value() &&
            settings.set("listen", "127.0.0.1:0").has_value() && settings.set("trust", kProxy).has_value();
        auto service = isFine ? LocalMirrorService::open(*pipeline::ServiceOptions::from(settings))
                              : base::Result<std::unique_ptr<LocalMirrorService>>(base::Error{});
        return service && (*service)->listen((*service)->options().listen.front()) ? std::move(*service)
                                                                                   : nullptr;
    }

    static bool isAttributed(const LocalMirrorService& service) {
        const auto queries = service.queries();
        const auto progress = (*queries)->progress();
        return progress && progress->contextCursor == progress->lastRequest && progress->lastRequest > 0 &&
               service.status().totals().inFlight == 0;
    }

    /// Each connection as it was, from the proxy's address; how many requests were in them.
    static std::size_t send(const LocalMirrorService& service,
                            const std::vector<test::CapturedConnection>& all, const std::string& capture,
                            std::size_t most) {
        std::size_t sent = 0;
        const std::uint16_t port = service.status().listeners.front().address.port;
        for (const test::CapturedConnection& connection : all) {
            if (connection.proxy != capture || most-- == 0) {
                continue;
            }
            auto socket = test::Socket::connect(port, "127.0.0.1", kProxy);
            if (!socket || !socket->send(connection.wire)) {
                return 0;
            }
            socket->finishSending();  // as Traefik closes behind a body that it does not send
            test::ResponseReader answers(*socket);
            for (std::size_t i = 0; i < connection.requests.size() && answers.next(); ++i) {
            }
            sent += connection.requests.size();
        }
        return sent;
    }

    static std::size_t replay(const LocalMirrorService& service, const std::string& capture) {
        const std::uint64_t before = service.status().totals().stored;
        const std::size_t sent = send(service, test::wireCaptures(), capture, 1000);
        const bool isThere = test::becomesTrue(
            [&] { return service.status().totals().stored == before + sent && isAttributed(service); });
        return isThere ? sent : 0;
    }

    static std::vector<traffic::RequestDetail> detailsOf(const LocalMirrorService& service,
                                                         std::size_t count) {
        std::vector<traffic::RequestDetail> details;
        const auto queries = service.queries();
        for (std::size_t id = 1; id <= count; ++id) {
            auto detail = (*queries)->detail(static_cast<traffic::RequestId>(id), {});
            if (detail && detail->row.context.source != 0) {
                details.push_back(std::move(*detail));
            }
        }
        return details;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::string m_session;
};

QTEST_GUILESS_MAIN(TraefikReplayTest)
#include "traefik_replay_test.moc"
