// SPDX-License-Identifier: Apache-2.0
// The configurations that a lab runs: the generated snippet whole, and around it what the proxy needs.
#include "core/lab/proxy_setup.h"

#include <QTest>
#include <algorithm>

#include "core/snippets/yaml_tree.h"

using namespace mirrorscope;
using namespace mirrorscope::lab;
using snippets::Variant;

namespace {

SetupRequest request(ProxyKind kind, const char* version, Variant variant = Variant::Hardened,
                     std::vector<snippets::OptionValue> options = {}) {
    return {{kind, "/usr/sbin/proxy", version}, variant, std::move(options), 8445, 8080, 8000};
}

/// Every line of a part, in its order, wherever it is indented to.
bool holdsLines(const std::string& text, const std::string& part) {
    std::size_t at = 0;
    for (const QString& line : QString::fromStdString(part).split('\n', Qt::SkipEmptyParts)) {
        at = text.find(line.trimmed().toStdString(), at);
        if (at == std::string::npos) {
            return false;
        }
    }
    return true;
}

std::size_t countOf(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

class ProxySetupTest : public QObject {
    Q_OBJECT

private slots:
    void nginxHoldsTheSnippet_data();
    void nginxHoldsTheSnippet();
    void nginxAllowsUploadsOnce();
    void envoyIsTheBootstrap();
    void traefikHoldsTheSnippet();
    void traefikBehindBalancers();
    void optionsSayWhatMustArrive();
    void optionsOfTheLab_data();
    void optionsOfTheLab();
};

void ProxySetupTest::nginxHoldsTheSnippet_data() {
    QTest::addColumn<int>("variant");
    QTest::newRow("faithful") << static_cast<int>(Variant::Faithful);
    QTest::newRow("hardened") << static_cast<int>(Variant::Hardened);
}

void ProxySetupTest::nginxHoldsTheSnippet() {
    QFETCH(int, variant);
    const auto form = static_cast<Variant>(variant);
    const auto setup = makeSetup(request(ProxyKind::Nginx, "1.22.1", form));
    QVERIFY(setup.has_value());
    QCOMPARE(setup->files.size(), std::size_t{1});
    QCOMPARE(setup->files.front().name, "nginx.conf");
    const std::vector<snippets::OptionValue> same{{"--listener", "127.0.0.1:8445"},
                                                  {"--origin", "http://127.0.0.1:8080"}};
    const auto printed = snippets::snippetKind("nginx")->make(same, form);
    const std::string& text = setup->files.front().text;
    QVERIFY(holdsLines(text, printed->part("http")->text));
    QVERIFY(holdsLines(text, printed->part("server")->text));
    QVERIFY(text.find("listen 127.0.0.1:8000;") != text.npos);
    QVERIFY(text.find("daemon off;") != text.npos);
    QVERIFY(setup->promised == promisedHeaders(printed->contract));
    QVERIFY(!setup->promised.empty());
    QVERIFY(std::ranges::find(setup->arguments, "-e") != setup->arguments.end());
    const auto old = makeSetup(request(ProxyKind::Nginx, "1.18.0", form));
    QVERIFY(std::ranges::find(old->arguments, "-e") == old->arguments.end());
}

/// In the mirrored location alone, so that a mirror location without one loses what is larger.
void ProxySetupTest::nginxAllowsUploadsOnce() {
    const auto plain = makeSetup(request(ProxyKind::Nginx, "1.22.1", Variant::Faithful));
    QCOMPARE(countOf(plain->files.front().text, "client_max_body_size 8m;"), std::size_t{1});
    QVERIFY(plain->remark.find("client_max_body_size 8m") != std::string::npos);
    const auto own =
        makeSetup(request(ProxyKind::Nginx, "1.22.1", Variant::Faithful, {{"--max-body", "2m"}}));
    QCOMPARE(countOf(own->files.front().text, "client_max_body_size 2m;"), std::size_t{2});
    QCOMPARE(countOf(own->files.front().text, "client_max_body_size"), std::size_t{2});
    QVERIFY(own->remark.empty());
}

void ProxySetupTest::envoyIsTheBootstrap() {
    const auto setup = makeSetup(request(ProxyKind::Envoy, "1.40.0"));
    QVERIFY(setup.has_value());
    const std::vector<snippets::OptionValue> same{
        {"--listener", "127.0.0.1:8445"}, {"--origin", "127.0.0.1:8080"}, {"--bind", "127.0.0.1:8000"}};
    const auto printed = snippets::snippetKind("envoy")->make(same, Variant::Hardened);
    QCOMPARE(setup->files.front().text, printed->part("bootstrap")->text);
    QVERIFY(setup->remark.empty());
}

void ProxySetupTest::traefikHoldsTheSnippet() {
    const auto setup = makeSetup(request(ProxyKind::Traefik, "3.7.1"));
    QVERIFY2(setup.has_value(), setup.has_error() ? setup.error().arguments.back().c_str() : "");
    QCOMPARE(setup->files.size(), std::size_t{2});
    QVERIFY(setup->arguments == std::vector<std::string>{"--configFile=traefik.yaml"});
    auto fixed = snippets::parseYaml(setup->files[0].text);
    QVERIFY(fixed.has_value());
    QCOMPARE(fixed->find("entryPoints")->find("web")->find("address")->value, "127.0.0.1:8000");
    QCOMPARE(fixed->find("providers")->find("file")->find("filename")->value, setup->files[1].name);
    // It calls nobody.
    QCOMPARE(fixed->find("global")->find("checkNewVersion")->value, "false");
    QCOMPARE(fixed->find("global")->find("sendAnonymousUsage")->value, "false");
    const std::string& dynamic = setup->files[1].text;
    QVERIFY(snippets::parseYaml(dynamic).has_value());
    QVERIFY(dynamic.find("Host(`127.0.0.1`)") != dynamic.npos);
    QVERIFY(dynamic.find("http://127.0.0.1:8445") != dynamic.npos);
    QVERIFY(dynamic.find("mark-copies") != dynamic.npos);
    // Older ones have no middlewares on services, and that form has none.
    const auto old = makeSetup(request(ProxyKind::Traefik, "3.6.2"));
    QVERIFY(old.has_value() && old->files[1].text.find("mark-copies") == std::string::npos);
    const auto plain = makeSetup(request(ProxyKind::Traefik, "3.7.1", Variant::Faithful));
    QVERIFY(plain.has_value() && plain->files[1].text.find("mark-copies") == std::string::npos);
}

void ProxySetupTest::traefikBehindBalancers() {
    const auto setup = makeSetup(
        request(ProxyKind::Traefik, "3.7.1", Variant::Hardened, {{"--trusted-balancer", "10.0.0.0/8"}}));
    QVERIFY(setup.has_value());
    auto fixed = snippets::parseYaml(setup->files[0].text);
    QVERIFY(fixed.has_value());
    auto* entryPoint = fixed->find("entryPoints")->find("web");
    QCOMPARE(entryPoint->find("address")->value, "127.0.0.1:8000");
    QCOMPARE(entryPoint->find("forwardedHeaders")->find("trustedIPs")->items.front().value, "10.0.0.0/8");
}

void ProxySetupTest::optionsSayWhatMustArrive() {
    const auto setup = makeSetup(request(ProxyKind::Nginx, "1.22.1", Variant::Hardened,
                                         {{"--percentage", "12.5"}, {"--body", "off"}, {"--path", "/shop"}}));
    QVERIFY(setup.has_value());
    QCOMPARE(setup->percentage, 12.5);
    QVERIFY(!setup->hasBodies);
    QCOMPARE(setup->path, "/shop");
}

void ProxySetupTest::optionsOfTheLab_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("its own") << "--listener" << "10.0.0.1:80" << "(the lab sets listener itself)";
    QTest::newRow("TLS") << "--tls" << "on" << "(the lab sets tls itself)";
    QTest::newRow("none") << "--nonsense" << "1" << "one of path, body, max-body, percentage";
    QTest::newRow("a wrong value") << "--percentage" << "200" << "a number from 0.01 to 100";
}

void ProxySetupTest::optionsOfTheLab() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    const auto setup = makeSetup(
        request(ProxyKind::Nginx, "1.22.1", Variant::Hardened, {{name.toStdString(), value.toStdString()}}));
    QVERIFY(setup.has_error());
    QVERIFY(setup.error().code == base::ErrorCode::InvalidArgument);
    const QString said = QString::fromStdString(setup.error().arguments.back());
    QVERIFY2(said.contains(expected), qPrintable(said));
}

QTEST_GUILESS_MAIN(ProxySetupTest)
#include "proxy_setup_test.moc"
