// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/doctor/header_doctor.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/source.h"

namespace mirrorscope::tests {

/// A copy as a healthy proxy sends it, to be changed by a case.
struct SampleCopy {
    std::vector<std::pair<std::string, std::string>> fields;
    traffic::MirroredRequest request;

    void set(const std::string& name, const std::string& value);
    void remove(const std::string& name);
    /// The fields become the head of the request.
    void write();
};

/// The copy number `i` of a proxy whose configuration is in order: own client, own id, a connection for ten
/// requests.
SampleCopy healthyCopy(traffic::SourceKind kind, int i);

using Change = std::function<void(SampleCopy& copy, int i)>;

/// A source and its doctor: sends copies one a second through attribution and doctor.
class Patient {
public:
    explicit Patient(traffic::SourceKind kind, const std::vector<traffic::Finding>& known = {});

    doctor::HeaderDoctor& doctor() { return m_doctor; }

    void send(int count, const Change& change = {});
    /// Codes that are open now.
    std::vector<std::string> open() const;
    /// Every finding as it was last reported.
    const std::vector<traffic::Finding>& findings() const { return m_findings; }
    const traffic::Finding* find(const std::string& code) const;

private:
    void take();

    traffic::Source m_source;
    doctor::HeaderDoctor m_doctor;
    std::vector<traffic::Finding> m_findings;
    int m_sent = 0;
};

}  // namespace mirrorscope::tests
