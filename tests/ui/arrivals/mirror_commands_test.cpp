// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/mirror_commands.h"

#include <QTest>
#include <algorithm>

#include "core/base/local_addresses.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::arrivals;

class MirrorCommandsTest : public QObject {
    Q_OBJECT

private slots:
    void addresses_data() {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<QString>("place");
        QTest::newRow("loopback") << "127.0.0.1:8445" << "http://127.0.0.1:8445/";
        QTest::newRow("one address") << "192.0.2.9:80" << "http://192.0.2.9:80/";
        QTest::newRow("all") << "0.0.0.0:8445" << "http://10.1.2.3:8445/";
        QTest::newRow("all, IPv6") << "[::]:8445" << "http://[2001:db8::7]:8445/";
    }

    void addresses() {
        QFETCH(QString, listen);
        QFETCH(QString, place);
        api::ListenerStatus listener;
        listener.address = *api::parseListenerAddress(listen.toStdString());
        const std::vector<base::IpAddress> here{*base::parseAddress("10.1.2.3"),
                                                *base::parseAddress("2001:db8::7")};
        QVERIFY(!mirrorCommands({listener}, here).first().command.contains(place));  // it does not listen
        listener.listening = true;
        const auto commands = mirrorCommands({listener}, here);
        QVERIFY2(commands.first().command.contains(place), qPrintable(commands.first().command));
        QVERIFY(commands[1].command.contains(QString::number(listener.address.port)));
    }

    void namesAreUnique() {
        api::ListenerStatus listener;
        listener.address = *api::parseListenerAddress("127.0.0.1:1");
        listener.listening = true;
        QStringList names;
        for (const MirrorCommand& one : mirrorCommands({listener, listener}, {})) {
            names += one.name;
        }
        QVERIFY(names.size() >= 7);
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void addressesForOthersAreNotLoopback() {
        const auto found = base::localAddresses();
        QVERIFY(found.size() <= 4);
        QVERIFY(std::ranges::none_of(found, [](const auto& one) { return one.is_loopback(); }));
    }
};

QTEST_GUILESS_MAIN(MirrorCommandsTest)
#include "mirror_commands_test.moc"
