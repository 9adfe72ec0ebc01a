// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/promised_names.h"

#include <QTest>

using namespace mirrorscope::forwarding;

class PromisedNamesTest : public QObject {
    Q_OBJECT

private slots:
    void contracts() {
        const auto names = promisedNames(
            R"({"headers":[{"name":"A","always":true},{"name":"B","always":false},{"name":7,"always":true},3]})");
        QVERIFY(names == std::vector<std::string>{"A"});
        for (const char* none : {"", "[]", "{}", R"({"headers":1})", "nonsense"}) {
            QVERIFY(!promisedNames(none));
        }
    }
};

QTEST_GUILESS_MAIN(PromisedNamesTest)
#include "promised_names_test.moc"
