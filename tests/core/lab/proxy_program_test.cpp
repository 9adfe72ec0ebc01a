// SPDX-License-Identifier: Apache-2.0
// Proxies on this machine: found on PATH or named, and asked for their version.
#include "core/lab/proxy_program.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/scripts.h"

using namespace mirrorscope;
using namespace mirrorscope::lab;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kPatience = 30s;
constexpr char kEnvoy[] =
    "\nenvoy  version: 84305a6cb64bd55aaf606bdd53de7cd6080427a1/1.40.0/Clean/RELEASE/BoringSSL\n\n";
constexpr char kTraefik[] =
    "Version:      3.7.0\nCodename:     x\nGo version:   go1.26.1\nBuilt:        now\n";

}  // namespace

class ProxyProgramTest : public QObject {
    Q_OBJECT

private slots:
    void versions_data();
    void versions();
    void versionsCompare();
    void searchTakesTheFirst();
    void found();
    void notFound();
    void notThatKind();
    void hangs();
    void cancelled();

private:
    fs::path place() const { return m_directory.path().toStdString(); }
    LabResult<ProxyProgram> find(ProxyKind kind, const std::string& named, const fs::path& path) const {
        return findProxy(kind, named, path.string() + ":/usr/bin:/bin", kPatience, {});
    }

    QTemporaryDir m_directory;
};

void ProxyProgramTest::versions_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("printed");
    QTest::addColumn<QString>("version");
    const auto row = [](const char* name, ProxyKind kind, const char* printed, const char* version) {
        QTest::newRow(name) << static_cast<int>(kind) << QString(printed) << QString(version);
    };
    using enum ProxyKind;
    row("nginx", Nginx, "nginx version: nginx/1.22.1\n", "1.22.1");
    row("nginx of Ubuntu", Nginx, "nginx version: nginx/1.24.0 (Ubuntu)\n", "1.24.0");
    row("openresty", Nginx, "nginx version: openresty/1.27.1.1\n", "1.27.1.1");
    row("envoy", Envoy, kEnvoy, "1.40.0");
    row("envoy, a build", Envoy, "envoy  version: 1234567/1.36.0-dev/Modified/DEBUG/BoringSSL\n", "1.36.0");
    row("traefik", Traefik, kTraefik, "3.7.0");
    row("traefik with a v", Traefik, "Version:      v3.6.2\n", "3.6.2");
    row("nothing", Nginx, "", "");
    row("another program", Nginx, "coreutils version: x/9.1\n", "");
    row("envoy as nginx", Nginx, kEnvoy, "");
    row("nginx as envoy", Envoy, "nginx version: nginx/1.22.1\n", "");
    row("no number", Nginx, "nginx version: nginx/\n", "");
    row("no number of traefik", Traefik, "Version:      dev\n", "");
    row("half a number", Nginx, "nginx version: nginx/1\n", "");
}

void ProxyProgramTest::versions() {
    QFETCH(int, kind);
    QFETCH(QString, printed);
    QFETCH(QString, version);
    QCOMPARE(QString::fromStdString(versionIn(static_cast<ProxyKind>(kind), printed.toStdString())), version);
}

void ProxyProgramTest::versionsCompare() {
    const ProxyProgram program{ProxyKind::Nginx, "/x", "1.19.10"};
    QVERIFY(program.isAtLeast(1, 19, 5));
    QVERIFY(program.isAtLeast(1, 19, 10));
    QVERIFY(!program.isAtLeast(1, 19, 11));
    QVERIFY(!program.isAtLeast(1, 20));
    QVERIFY(!program.isAtLeast(2, 0));
    QVERIFY((ProxyProgram{ProxyKind::Traefik, "/x", "3.7"}).isAtLeast(3, 7));
    QVERIFY(!(ProxyProgram{ProxyKind::Traefik, "/x", ""}).isAtLeast(0, 1));
}

void ProxyProgramTest::searchTakesTheFirst() {
    for (const char* name : {"one", "two", "three"}) {
        fs::create_directories(place() / name);
    }
    fs::create_directories(place() / "one" / "nginx");             // a directory is no program
    std::ofstream(place() / "two" / "nginx") << "not executable";  // nor is a text
    const auto program = test::writeScript(place() / "three" / "nginx", "exit 0");
    const std::string path = (place() / "one").string() + "::relative:" + (place() / "two").string() + ":" +
                             (place() / "three").string() + ":" + place().string();
    QVERIFY(searchProgram("nginx", path) == program);
    QVERIFY(!searchProgram("envoy", path));
    QVERIFY(!searchProgram("nginx", ""));
}

void ProxyProgramTest::found() {
    const fs::path directory = place() / "a b";
    fs::create_directories(directory);
    // nginx prints its version on stderr.
    test::writeScript(directory / "nginx", "test \"$1\" = -v && echo 'nginx version: nginx/1.30.2' >&2");
    test::writeScript(directory / "traefik", "test \"$1\" = version && echo 'Version:      3.7.1'");
    const auto nginx = find(ProxyKind::Nginx, {}, directory);
    QVERIFY2(nginx.has_value(), nginx.has_error() ? nginx.error().what.c_str() : "");
    QCOMPARE(nginx->text(), "nginx 1.30.2 (" + (directory / "nginx").string() + ")");
    const auto named = find(ProxyKind::Traefik, (directory / "traefik").string(), "/nowhere");
    QVERIFY(named.has_value());
    QCOMPARE(named->version, "3.7.1");
}

void ProxyProgramTest::notFound() {
    const auto missing = findProxy(ProxyKind::Traefik, {}, place().string(), kPatience, {});
    QVERIFY(missing.has_error());
    QVERIFY(missing.error().kind == LabFailure::Kind::NotFound);
    QCOMPARE(missing.error().what, "traefik is not on PATH");
    QVERIFY2(missing.error().todo.starts_with("Give --program FILE. It is "), missing.error().todo.c_str());
    const auto file = find(ProxyKind::Nginx, "/nowhere/nginx", "/nowhere");
    QVERIFY(file.has_error());
    QCOMPARE(file.error().what, "/nowhere/nginx is not a program that can be run");
}

void ProxyProgramTest::notThatKind() {
    const auto program = test::writeScript(place() / "other", "echo hello");
    const auto found = find(ProxyKind::Envoy, program.string(), "/nowhere");
    QVERIFY(found.has_error());
    QVERIFY(found.error().kind == LabFailure::Kind::NotStarted);
    QCOMPARE(found.error().what, program.string() + " --version does not name a version of envoy");
    QCOMPARE(found.error().log, "hello\n");
    std::ofstream(place() / "text") << "no program";
    fs::permissions(place() / "text", fs::perms::owner_all);
    const auto text = find(ProxyKind::Envoy, (place() / "text").string(), "/nowhere");
    QVERIFY(text.has_error());
    QVERIFY2(text.error().what.starts_with("Cannot run "), text.error().what.c_str());
}

void ProxyProgramTest::hangs() {
    const auto program = test::writeScript(place() / "hangs", "exec sleep 600");
    QElapsedTimer timer;
    timer.start();
    const auto found = findProxy(ProxyKind::Nginx, program.string(), "/usr/bin:/bin", 200ms, {});
    QVERIFY(found.has_error());
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()));
}

void ProxyProgramTest::cancelled() {
    const auto program = test::writeScript(place() / "hangs", "exec sleep 600");
    base::CancelToken cancel;
    cancel.cancel();
    const auto found = findProxy(ProxyKind::Nginx, program.string(), "/usr/bin:/bin", kPatience, cancel);
    QVERIFY(found.has_error());
    QVERIFY(found.error().kind == LabFailure::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(ProxyProgramTest)
#include "proxy_program_test.moc"
