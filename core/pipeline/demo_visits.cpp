// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/demo_visits.h"

#include <fmt/format.h>

#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace mirrorscope::pipeline {
namespace {

constexpr double kQuietSeconds = 30;  // between waves, half to one and a half of it
constexpr double kWaveSeconds = 14;
constexpr double kAttackShare = 0.3;  // of what comes while a wave is on
constexpr double kIntensityInWave = 1.2;
/// Of a page that is looked at.
constexpr std::size_t kMostAssets = 4;
/// Pages whose pictures are still to be asked for; what one proxy sends is never far behind.
constexpr std::size_t kMostPending = 64;

constexpr std::array<std::string_view, 4> kBrowsers{
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    "Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"};

/// What can be asked of a site; `{}` in a target or a body is a number.
struct Step {
    std::string_view method;
    std::string_view target;
    std::string_view contentType = {};
    std::string_view body = {};
};

struct Site {
    std::string_view name;  // the first label of its hosts
    std::span<const Step> pages;
    std::span<const std::string_view> assets;  // of a page
    std::string_view agent;                    // empty: a browser
};

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kJson = "application/json";

constexpr std::array kShopPages{
    Step{"GET", "/"},
    Step{"GET", "/category/garden?page={}"},
    Step{"GET", "/category/kitchen"},
    Step{"GET", "/product/{}-oak-bench"},
    Step{"GET", "/product/{}-blue-kettle"},
    Step{"GET", "/search?q=garden+chair"},
    Step{"GET", "/search?q=kettle&sort=price"},
    Step{"GET", "/help/shipping"},
    Step{"GET", "/account/orders?year=2026"},
    Step{"POST", "/cart/items", kForm, "product={}&count=1"},
    Step{"GET", "/cart"},
};
constexpr std::array<std::string_view, 6> kShopAssets{
    "/assets/site.3f9c1d.css",       "/assets/app.8b20aa.js",   "/images/logo.svg",
    "/images/product/{}-small.webp", "/images/product/{}.webp", "/favicon.ico"};
constexpr std::array kApiCalls{
    Step{"GET", "/v2/items?limit=20&offset={}"},
    Step{"GET", "/v2/items/{}"},
    Step{"GET", "/v2/prices/{}"},
    Step{"POST", "/v2/carts", kJson, R"({"items":[{"item":{},"count":2}],"currency":"CHF"})"},
    Step{"PUT", "/v2/carts/{}", kJson, R"({"items":[],"note":"please wrap"})"},
    Step{"POST", "/v2/orders", kJson, R"({"cart":{},"delivery":{"city":"Bern","express":false}})"},
    Step{"DELETE", "/v2/carts/{}"},
};
constexpr std::array kFilePages{
    Step{"GET", "/manuals/{}.pdf"},
    Step{"GET", "/pictures/2026/{}.jpg"},
    Step{"GET", "/releases/latest.json"},
    Step{"HEAD", "/releases/app-4.2.apk"},
};
constexpr std::array kPaymentPages{
    Step{"GET", "/checkout/{}"},
    Step{"POST", "/payments", kJson, R"({"order":{},"amount":"49.90","currency":"CHF","method":"invoice"})"},
    Step{"GET", "/payments/{}/status"},
    Step{"POST", "/webhooks/delivery", kForm, "order={}&state=sent"},
};
constexpr std::array kSites{
    Site{"api", kApiCalls, {}, "ExampleShop/4.2 (Android 15)"}, Site{"files", kFilePages, {}, {}},
    Site{"pay", kPaymentPages, {}, {}}, Site{"", kShopPages, kShopAssets, {}},  // any other
};

const Site& siteOf(std::string_view host) {
    const std::string_view name = host.substr(0, host.find('.'));
    for (const Site& site : kSites) {
        if (site.name == name || site.name.empty()) {
            return site;
        }
    }
    return kSites.back();
}

struct Probe {
    Step step;
    std::string_view agent;
};

constexpr std::string_view kPython = "python-requests/2.31.0";
constexpr std::string_view kCurl = "curl/8.5.0";

/// What a wave of each kind repeats.
constexpr std::array<std::array<Probe, 4>, kDemoWaveKinds> kWaves{{
    {{{{"GET", "/product?id=1%27%20UNION%20SELECT%20username%2Cpassword%20FROM%20users--%20"}, kPython},
      {{"POST", "/v2/session", kJson, R"({"user":"anna' OR 1=1-- ","remember":true})"}, kPython},
      {{"GET", "/search?q=1%27%20AND%20SLEEP%285%29--%20"}, kPython},
      {{"GET", "/category?page=1%20OR%201%3D1%20UNION%20ALL%20SELECT%20NULL%2CNULL--"}, kPython}}},
    {{{{"GET", "/search?q=%3Cscript%3Ealert%28document.cookie%29%3C%2Fscript%3E"}, kBrowsers[0]},
      {{"POST", "/profile", kForm, "bio=%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E&city=Bern"}, kBrowsers[0]},
      {{"GET", "/help/shipping?lang=%22%3E%3Csvg%2Fonload%3Dalert%281%29%3E"}, kBrowsers[0]},
      {{"GET", "/search?q=%3Ciframe%20src%3Djavascript%3Aalert%281%29%3E"}, kBrowsers[0]}}},
    {{{{"GET", "/download?file=../../../../etc/passwd"}, kCurl},
      {{"GET", "/export?name=..%2f..%2f..%2f..%2fetc%2fshadow"}, kCurl},
      {{"GET", "/images?path=..%252f..%252f..%252fwindows%252fwin.ini"}, kCurl},
      {{"GET", "/manuals?file=%2Fproc%2Fself%2Fenviron"}, kCurl}}},
}};

/// RFC 2544, for measurements: they belong to nobody. Those of RFC 5737 would look as if headers of strangers
/// were believed (TRUST_TOO_WIDE).
std::string inventedAddress(std::size_t number) {
    return fmt::format("198.{}.{}.{}", 18 + number % 2, 10 + number / 2 % 40, 1 + number * 37 % 250);
}
constexpr std::size_t kPeople = 600;
constexpr std::size_t kAttackers = 6;

}  // namespace

DemoWaves::DemoWaves(DemoSeed seed) : m_random(seed) {
    plan(0);
}

void DemoWaves::plan(double after) {
    std::uniform_real_distribution<double> quiet(0.5 * kQuietSeconds, 1.5 * kQuietSeconds);
    std::uniform_real_distribution<double> length(0.8 * kWaveSeconds, 1.4 * kWaveSeconds);
    m_wave.begin = after + quiet(m_random);
    m_wave.end = m_wave.begin + length(m_random);
    m_wave.kind = m_count++ % kDemoWaveKinds;
    for (std::size_t i = 0; i < DemoWave::kClients; ++i) {
        m_wave.clients[i] = inventedAddress(kPeople + (m_count * DemoWave::kClients + i) % kAttackers);
    }
}

const DemoWave& DemoWaves::at(double seconds) {
    while (seconds >= m_wave.end) {
        plan(m_wave.end);
    }
    return m_wave;
}

DemoVisitors::DemoVisitors(std::vector<std::string> hosts, DemoSeed seed, DemoSeed waveSeed)
    : m_hosts(std::move(hosts)), m_random(seed), m_waves(waveSeed) {}

double DemoVisitors::intensity(double seconds) {
    return m_waves.at(seconds).isOn(seconds) ? kIntensityInWave : 1;
}

DemoVisit DemoVisitors::next(double seconds) {
    const DemoWave& wave = m_waves.at(seconds);
    return wave.isOn(seconds) && chance(kAttackShare) ? attack(wave) : browse();
}

DemoVisit DemoVisitors::browse() {
    if (!m_pending.empty() && chance(0.7)) {
        DemoVisit asset = std::move(m_pending.front());
        m_pending.pop_front();
        return asset;
    }
    DemoVisit visit;
    visit.host = m_hosts[pick(m_hosts.size())];
    const Site& site = siteOf(visit.host);
    const Step& step = site.pages[pick(site.pages.size())];
    visit.method = step.method;
    visit.target = numbered(step.target);
    visit.client = inventedAddress(pick(kPeople));
    visit.userAgent = site.agent.empty() ? kBrowsers[pick(kBrowsers.size())] : site.agent;
    visit.contentType = step.contentType;
    visit.body = numbered(step.body);
    look(visit);
    return visit;
}

/// A browser asks for what is on the page.
void DemoVisitors::look(const DemoVisit& page) {
    const Site& site = siteOf(page.host);
    if (site.assets.empty() || page.method != "GET") {
        return;
    }
    const std::size_t count = 1 + pick(kMostAssets);
    for (std::size_t i = 0; i < count && m_pending.size() < kMostPending; ++i) {
        DemoVisit asset = page;
        asset.target = numbered(site.assets[pick(site.assets.size())]);
        m_pending.push_back(std::move(asset));
    }
}

DemoVisit DemoVisitors::attack(const DemoWave& wave) {
    const auto& probes = kWaves[wave.kind];
    const Probe& probe = probes[pick(probes.size())];
    DemoVisit visit;
    visit.method = probe.step.method;
    visit.host = m_hosts.front();
    visit.target = probe.step.target;
    visit.client = wave.clients[pick(wave.clients.size())];
    visit.userAgent = probe.agent;
    visit.contentType = probe.step.contentType;
    visit.body = probe.step.body;
    return visit;
}

/// `{}` as one of some hundred numbers.
std::string DemoVisitors::numbered(std::string_view form) {
    constexpr std::size_t kNumbers = 400;
    std::string text(form);
    if (const auto place = text.find("{}"); place != text.npos) {
        text.replace(place, 2, std::to_string(1000 + pick(kNumbers)));
    }
    return text;
}

std::size_t DemoVisitors::pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random);
}

bool DemoVisitors::chance(double share) {
    return std::bernoulli_distribution(share)(m_random);
}

}  // namespace mirrorscope::pipeline
