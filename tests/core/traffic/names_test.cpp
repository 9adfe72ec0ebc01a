// SPDX-License-Identifier: Apache-2.0
// The words of the small enumerations: each has one, it leads back, and it is the one users rely on.
#include <QTest>
#include <functional>
#include <optional>
#include <string>

#include "core/traffic/annotation.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"
#include "core/traffic/source.h"
#include "core/traffic/verdict.h"

using namespace mirrorscope::traffic;

namespace {

/// The names of an enumeration in its order, joined by spaces; "!" where a name does not lead back.
template <typename Enum>
QByteArray words(std::string_view (*name)(Enum), std::optional<Enum> (*byName)(std::string_view)) {
    std::string out;
    for (int i = 0; i < static_cast<int>(Enum::Count); ++i) {
        const auto value = static_cast<Enum>(i);
        out += (i == 0 ? "" : " ") + std::string(name(value));
        out += byName(name(value)) == std::optional(value) ? "" : "!";
    }
    return QByteArray::fromStdString(byName("no such word") ? "accepts anything" : out);
}

}  // namespace

class NamesTest : public QObject {
    Q_OBJECT

private slots:
    void requestForms() {
        std::string out;
        for (std::size_t i = 0; i < kRequestForms; ++i) {
            out += (i == 0 ? "" : " ") + std::string(requestFormName(static_cast<RequestForm>(i)));
        }
        QCOMPARE(out, std::string("whole head-only incomplete malformed not-http"));
    }
    void sourceKinds() {
        QCOMPARE(
            words(sourceKindName, sourceKindByName),
            QByteArray(
                "unknown nginx envoy istio traefik haproxy trafficserver gateway-api ingress-nginx other"));
    }
    void clientTrust() {
        QCOMPARE(words(clientTrustName, clientTrustByName), QByteArray("unknown peer claimed verified"));
    }
    void severities() {
        QCOMPARE(words(severityName, severityByName), QByteArray("info low medium high critical"));
    }
    void annotationKinds() {
        int count = 0;
        for (; count < static_cast<int>(Annotation::Kind::Count); ++count) {
            const auto kind = static_cast<Annotation::Kind>(count);
            QCOMPARE(annotationKindByName(annotationKindName(kind)), std::optional(kind));
        }
        QCOMPARE(annotationKindName(Annotation::Kind::ListenerOff), std::string_view("listener-off"));
        QVERIFY(!annotationKindByName("no such word"));
        QCOMPARE(count, 7);
    }
    void requestStates() {
        QCOMPARE(words(requestStateName, requestStateByName),
                 QByteArray("pending clean suspicious attack excluded not-analysed error"));
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
