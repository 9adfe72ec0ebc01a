// SPDX-License-Identifier: Apache-2.0
// A real nginx reads what we print: `nginx -t` on each part in its context. Without nginx this fails.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <string>

#include "core/snippets/snippet_catalogue.h"
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
            {"hardened, no limit", Variant::Hardened, {{"--max-body", "0"}}},
            {"hardened, directory", Variant::Hardened, {{"--origin", "/srv/www"}}},
            {"hardened, longest values",
             Variant::Hardened,
             {{"--path", "/" + std::string(255, 'a')},
              {"--name", std::string(64, 'a')},
              {"--token", std::string(128, 'a')}}},
            {"hardened, all options", Variant::Hardened, allHardened}};
}

QByteArray complaint(const QByteArray& http, const QByteArray& server) {
    const QTemporaryDir directory;
    const QString place = directory.filePath("nginx");
    // -t binds nothing, so the port only has to be one.
    return test::nginxComplaint(place, test::writeNginxConfig(place, {http, server, 8099}));
}

}  // namespace

class NginxAcceptsTest : public QObject {
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refusesAPartInTheWrongPlace();
};

void NginxAcceptsTest::accepts_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Case& each : cases()) {
        QTest::newRow(each.name) << index++;
    }
}

void NginxAcceptsTest::accepts() {
    QFETCH(int, index);
    Case tested = cases().at(static_cast<std::size_t>(index));
    if (std::ranges::find(tested.options, "--listener", &OptionValue::name) == tested.options.end()) {
        tested.options.push_back({"--listener", "127.0.0.1:8445"});
    }
    const auto text = snippets::snippetKind("nginx")->make(tested.options, tested.variant);
    QVERIFY(text.has_value());
    QCOMPARE(complaint(QByteArray::fromStdString(text->part("http")->text),
                       QByteArray::fromStdString(text->part("server")->text)),
             QByteArray());
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
