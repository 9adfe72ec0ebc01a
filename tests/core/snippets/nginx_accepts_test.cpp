// SPDX-License-Identifier: Apache-2.0
// A real nginx reads what we print: `nginx -t` on each part in its context. Without nginx this fails.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <random>
#include <string>

#include "core/snippets/snippet_catalogue.h"
#include "tests/support/ca_file.h"
#include "tests/support/nginx.h"

using namespace mirrorscope;
using snippets::OptionValue;
using snippets::Variant;

namespace {

using Options = std::vector<OptionValue>;

struct Case {
    const char* name;
    Variant variant;
    Options options;
};

const Options kAllFaithful{{"--path", "/shop/~a!*+,=:@b"},
                           {"--origin", "http://127.0.0.1:8080/base"},
                           {"--body", "off"},
                           {"--max-body", "8m"}};

std::vector<Case> cases() {
    Options allHardened = kAllFaithful;
    for (const OptionValue& value : Options{{"--percentage", "12.5"},
                                            {"--trusted-balancer", "10.0.0.0/8"},
                                            {"--trusted-balancer", "fd00::/8"},
                                            {"--trusted-balancer", "192.0.2.1"},
                                            {"--tls-in-front", "on"},
                                            {"--name", "edge-1.example"},
                                            {"--token", "a-._~+/=Z"}}) {
        allHardened.push_back(value);
    }
    // A name in an upstream group is resolved at start: no resolver is configured, and localhost needs none.
    return {{"faithful", Variant::Faithful, {{"--listener", "127.0.0.1:8445"}}},
            {"faithful, name", Variant::Faithful, {{"--listener", "mirror.invalid:8445"}}},
            {"faithful, all options", Variant::Faithful, kAllFaithful},
            {"hardened", Variant::Hardened, {{"--listener", "127.0.0.1:8445"}}},
            {"hardened, IPv6", Variant::Hardened, {{"--listener", "[::1]:8445"}}},
            {"hardened, name without a resolver", Variant::Hardened, {{"--listener", "localhost:8445"}}},
            {"hardened, smallest share", Variant::Hardened, {{"--percentage", "0.01"}}},
            {"hardened, largest share", Variant::Hardened, {{"--percentage", "99.99"}}},
            {"hardened, balancer without TLS", Variant::Hardened, {{"--trusted-balancer", "::1"}}},
            {"faithful, any certificate", Variant::Faithful, {{"--tls", "on"}}},
            {"faithful, checked certificate",
             Variant::Faithful,
             {{"--tls", "on"}, {"--tls-name", "mirror.example"}, {"--tls-ca", test::caFile()}}},
            {"hardened, checked certificate",
             Variant::Hardened,
             {{"--tls", "on"}, {"--tls-name", "mirror.example"}, {"--tls-ca", test::caFile()}}},
            {"hardened, no limit", Variant::Hardened, {{"--max-body", "0"}}},
            {"hardened, directory", Variant::Hardened, {{"--origin", "/srv/www"}}},
            {"hardened, longest values",
             Variant::Hardened,
             {{"--path", "/" + std::string(255, 'a')},
              {"--name", std::string(64, 'a')},
              {"--token", std::string(128, 'a')}}},
            {"hardened, all options", Variant::Hardened, allHardened}};
}

/// Some of these options; those of the hardened form only there.
Options randomOptions(std::mt19937& random, Variant variant) {
    const auto pick = [&](std::vector<std::string> values) { return values[random() % values.size()]; };
    Options out{{"--listener", pick({"127.0.0.1:8445", "[::1]:8445", "localhost:9000"})}};
    const auto maybe = [&](const char* name, std::vector<std::string> values) {
        if (random() % 2 == 0) {
            out.push_back({name, pick(std::move(values))});
        }
    };
    maybe("--path", {"/", "/api", "/shop/~a!*+,=:@b", "/a.b-c_d"});
    maybe("--origin",
          {"/srv/www", "http://127.0.0.1:8080", "http://127.0.0.1:8080/base", "https://127.0.0.1:8443"});
    maybe("--body", {"on", "off"});
    maybe("--max-body", {"0", "512k", "8m", "1g"});
    if (random() % 2 == 0) {
        out.push_back({"--tls", "on"});
        if (random() % 2 == 0) {
            out.push_back({"--tls-name", "mirror.example"});
            maybe("--tls-ca", {test::caFile()});
        }
    }
    if (variant == Variant::Hardened) {
        maybe("--percentage", {"0.01", "1", "12.5", "50", "100"});
        maybe("--name", {"edge-1", "a.b_c"});
        maybe("--token", {"a-._~+/=Z", "0"});
        if (random() % 2 == 0) {
            out.push_back({"--trusted-balancer", pick({"10.0.0.0/8", "fd00::/8", "192.0.2.1"})});
            maybe("--tls-in-front", {"on", "off"});
        }
    }
    return out;
}

QByteArray complaint(const QByteArray& http, const QByteArray& server,
                     const test::Program& program = test::debianNginx()) {
    const QTemporaryDir directory;
    const QString place = directory.filePath("nginx");
    // -t binds nothing, so the port only has to be one.
    return test::nginxComplaint(place, test::writeNginxConfig(place, {http, server, 8099}), program);
}

}  // namespace

class NginxAcceptsTest : public QObject {
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void acceptsRandomSets_data();
    void acceptsRandomSets();
    void refusesAPartInTheWrongPlace();
};

void NginxAcceptsTest::accepts_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("newer");
    int index = 0;
    for (const Case& each : cases()) {
        for (const bool newer : {false, true}) {
            QTest::addRow("%s, nginx %s", each.name, newer ? "1.31" : "1.22") << index << newer;
        }
        ++index;
    }
}

void NginxAcceptsTest::accepts() {
    QFETCH(int, index);
    QFETCH(bool, newer);
    const test::Program program = newer ? test::newNginx() : test::debianNginx();
    if (!program.isThere()) {
        QSKIP(test::kNoProgram);
    }
    Case tested = cases().at(static_cast<std::size_t>(index));
    if (std::ranges::find(tested.options, "--listener", &OptionValue::name) == tested.options.end()) {
        tested.options.push_back({"--listener", "127.0.0.1:8445"});
    }
    const auto text = snippets::snippetKind("nginx")->make(tested.options, tested.variant);
    QVERIFY(text.has_value());
    QCOMPARE(complaint(QByteArray::fromStdString(text->part("http")->text),
                       QByteArray::fromStdString(text->part("server")->text), program),
             QByteArray());
}

void NginxAcceptsTest::acceptsRandomSets_data() {
    QTest::addColumn<bool>("newer");
    QTest::newRow("nginx 1.22") << false;
    QTest::newRow("nginx 1.31") << true;
}

/// 200 sets of each form with the label full.
void NginxAcceptsTest::acceptsRandomSets() {
    QFETCH(bool, newer);
    const test::Program program = newer ? test::newNginx() : test::debianNginx();
    if (!program.isThere()) {
        QSKIP(test::kNoProgram);
    }
    const int sets = qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? 200 : 20;
    std::mt19937 random(7);
    for (int i = 0; i < 2 * sets; ++i) {
        const Variant variant = i % 2 == 0 ? Variant::Hardened : Variant::Faithful;
        const auto text = snippets::snippetKind("nginx")->make(randomOptions(random, variant), variant);
        QVERIFY(text.has_value());
        QCOMPARE(complaint(QByteArray::fromStdString(text->part("http")->text),
                           QByteArray::fromStdString(text->part("server")->text), program),
                 QByteArray());
    }
    qInfo("nginx %s accepts %d sets of options of each form", program.version, sets);
}

/// The check can fail.
void NginxAcceptsTest::refusesAPartInTheWrongPlace() {
    const Options options{{"--listener", "127.0.0.1:8445"}};
    const auto text = snippets::snippetKind("nginx")->make(options, Variant::Hardened);
    const auto http = QByteArray::fromStdString(text->part("http")->text);
    const auto server = QByteArray::fromStdString(text->part("server")->text);
    QVERIFY(complaint(server, http).contains("not allowed here"));
}

QTEST_GUILESS_MAIN(NginxAcceptsTest)
#include "nginx_accepts_test.moc"
