// SPDX-License-Identifier: Apache-2.0
#include "tests/acceptance/configuration_change.h"

#include <QByteArray>
#include <QByteArrayList>
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include "tests/acceptance/proxy_chain.h"

namespace mirrorscope::test {
namespace {

/// A configuration as its lines; what is written keeps the indentation that it finds.
class Configuration {
public:
    explicit Configuration(const QString& path) : m_path(path.toStdString()) {
        std::ifstream file(m_path, std::ios::binary);
        m_lines = QByteArray::fromStdString({std::istreambuf_iterator<char>(file), {}}).split('\n');
    }

    /// The first line from there on that begins so; -1 when there is none.
    qsizetype find(const QByteArray& start, qsizetype from = 0) const {
        const auto found = std::find_if(m_lines.begin() + from, m_lines.end(), [&](const QByteArray& line) {
            return line.simplified().startsWith(start);
        });
        return found == m_lines.end() ? -1 : found - m_lines.begin();
    }
    void replace(qsizetype at, const QByteArray& text) {
        const QByteArray& line = m_lines[at];
        m_lines[at] = line.first(line.indexOf(line.trimmed())) + text;
    }
    /// In front of that line.
    void insert(qsizetype at, const QByteArray& text) {
        m_lines.insert(at, m_lines[at]);
        replace(at, text);
    }
    void write() const { std::ofstream(m_path, std::ios::binary) << m_lines.join('\n').toStdString(); }

private:
    std::string m_path;
    QByteArrayList m_lines;
};

/// In front of which line one goes that begins so.
const std::map<QByteArray, QByteArray> kPlaces{
    {"disable_shadow_host_suffix_append:", "runtime_fraction:"},
    {"proxy_http_version ", "internal;"},
    {"proxy_set_header Connection ", "internal;"},
    {"real_ip_header ", "location / {"},
    {"real_ip_recursive ", "location / {"},
    {"set_real_ip_from ", "location / {"},
    {"upstream ", "server {"},
    {"use_remote_address:", "route_config:"},
    {"xff_num_trusted_hops:", "route_config:"},
};

/// The lines of the advice, with what stands here for its placeholders.
QByteArrayList linesFor(const traffic::Finding& finding, const Site& site) {
    QByteArrayList lines;
    for (QByteArray line : QByteArray::fromStdString(finding.after).split('\n')) {
        line.replace("LISTENER", "127.0.0.1:" + QByteArray::number(site.listener));
        line.replace("xff_num_trusted_hops: 1",
                     "xff_num_trusted_hops: " + QByteArray::number(site.balancers));
        if (!line.contains("ADDRESS_OF_THE_BALANCER")) {
            lines.append(line);
            continue;
        }
        for (int number = 0; number < site.balancers; ++number) {
            lines.append(
                QByteArray(line).replace("ADDRESS_OF_THE_BALANCER", balancerAddress(number).toUtf8()));
        }
    }
    return lines;
}

}  // namespace

std::string changeAsSaid(const QString& path, const traffic::Finding& finding, const Site& site) {
    Configuration configuration(path);
    if (!finding.before.empty()) {
        const auto at = configuration.find(QByteArray::fromStdString(finding.before));
        if (at < 0) {
            return finding.code + ": no line " + finding.before;
        }
        configuration.replace(at, QByteArray::fromStdString(finding.after));
        configuration.write();
        return {};
    }
    for (const QByteArray& line : linesFor(finding, site)) {
        if (line.startsWith("proxy_pass ")) {
            // The one of the mirror location, which is internal.
            configuration.replace(configuration.find("proxy_pass ", configuration.find("internal;")), line);
            continue;
        }
        const auto place =
            std::ranges::find_if(kPlaces, [&](const auto& one) { return line.startsWith(one.first); });
        const auto at = place == kPlaces.end() ? -1 : configuration.find(place->second);
        if (at < 0) {
            return finding.code + ": no place for " + line.toStdString();
        }
        configuration.insert(at, line);
    }
    configuration.write();
    return {};
}

}  // namespace mirrorscope::test
