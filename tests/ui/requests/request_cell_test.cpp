// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_cell.h"

#include <QTest>

#include "tests/support/fake_session.h"
#include "tests/support/hostile_bytes.h"
#include "ui/requests/requests_model.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

namespace {

const QList<int> kTextRoles{Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole,
                            RequestsModel::CopyRole};

QString shown(const traffic::RequestRow& row, RequestColumn column, int role = Qt::DisplayRole) {
    return requestCell(row, column, role, QTimeZone::utc()).toString();
}

void fillWith(traffic::RequestRow& row, const std::string& bytes) {
    for (std::string* field : {&row.listener, &row.peer, &row.method, &row.target, &row.version, &row.reason,
                               &row.sourceName, &row.context.client, &row.context.clientFrom,
                               &row.context.scheme, &row.context.host, &row.context.requestIdValue}) {
        *field = bytes;
    }
}

}  // namespace

class RequestCellTest : public QObject {
    Q_OBJECT

private slots:
    void texts_data() {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("arrived");
        QTest::addColumn<QString>("judged");
        using enum RequestColumn;
        const auto row = [](const char* name, RequestColumn column, const char* arrived, const char* judged) {
            QTest::newRow(name) << static_cast<int>(column) << QString::fromUtf8(arrived)
                                << QString::fromUtf8(judged);
        };
        row("id", Id, "4,811,902", "4,811,902");
        row("source", Source, "…", "edge-nginx");
        row("client", Client, "…", "203.0.113.7");
        row("method", Method, "GET", "GET");
        row("host", Host, "…", "shop.example.com");
        row("path", Path, "/item/4811902", "/item/4811902");
        row("body", Body, "–", "–");
        row("score", Score, "…", "0");
        row("state", State, "Waiting", "Clean");
        row("request id", RequestIdValue, "–", "–");
        row("version", Version, "HTTP/1.1", "HTTP/1.1");
        row("flags", Flags, "–", "–");
        row("peer", Peer, "127.0.0.1:40000", "127.0.0.1:40000");
        row("scheme", Scheme, "unknown", "https");
        row("port", Port, "–", "–");
    }

    void texts() {
        QLocale::setDefault(QLocale::English);
        QFETCH(int, column);
        QTEST(shown(test::arrivedRow(4'811'902), static_cast<RequestColumn>(column)), "arrived");
        traffic::RequestRow judged = test::cleanRow(4'811'902);
        QTEST(shown(judged, static_cast<RequestColumn>(column)), "judged");
    }

    void unknownClientIsAWordAndAClaimIsMarked() {
        traffic::RequestRow row = test::cleanRow(1);
        row.context.client.clear();
        QCOMPARE(shown(row, RequestColumn::Client), QStringLiteral("unknown"));
        QVERIFY(requestCell(row, RequestColumn::Client, RequestsModel::WeakRole, QTimeZone::utc()).toBool());
        row.context.client = "203.0.113.7";
        row.context.clientTrust = traffic::ClientTrust::Claimed;
        QCOMPARE(shown(row, RequestColumn::Client), QStringLiteral("203.0.113.7 ?"));
        QVERIFY(shown(row, RequestColumn::Client, Qt::AccessibleTextRole)
                    .contains(QStringLiteral("claimed in X-Forwarded-For")));
        // The condition that "Show only" makes is about the address alone.
        QCOMPARE(shown(row, RequestColumn::Client, RequestsModel::FilterValueRole),
                 QStringLiteral("203.0.113.7"));
    }

    void evidenceTellsItsReason() {
        traffic::RequestRow row = test::cleanRow(1);
        row.form = traffic::RequestForm::NotHttp;
        row.method.clear();
        row.target.clear();
        row.reason = "TLS on the plain port";
        row.state = traffic::RequestState::NotAnalysed;
        QCOMPARE(shown(row, RequestColumn::Path), QStringLiteral("TLS on the plain port"));
        QCOMPARE(shown(row, RequestColumn::Method), QStringLiteral("–"));
        QCOMPARE(shown(row, RequestColumn::Score), QStringLiteral("–"));
    }

    void everyStateHasAWordAndAnIcon() {
        QSet<QString> words;
        for (int state = 0; state < static_cast<int>(traffic::RequestState::Count); ++state) {
            traffic::RequestRow row = test::cleanRow(1);
            row.state = static_cast<traffic::RequestState>(state);
            words << shown(row, RequestColumn::State);
            QVERIFY(requestCell(row, RequestColumn::State, Qt::DecorationRole, QTimeZone::utc()).isValid());
        }
        QCOMPARE(words.size(), static_cast<int>(traffic::RequestState::Count));
    }

    void hostileBytesAreVisibleText_data() {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < test::hostileBytes().size(); ++i) {
            QTest::newRow(std::string(test::hostileBytes()[i].name).c_str()) << static_cast<int>(i);
        }
    }

    void hostileBytesAreVisibleText() {
        QFETCH(int, which);
        const test::HostileBytes& hostile = test::hostileBytes()[static_cast<std::size_t>(which)];
        traffic::RequestRow row = test::cleanRow(1);
        fillWith(row, hostile.bytes);
        const QString visible =
            QString::fromUtf8(hostile.shown.data(), static_cast<int>(hostile.shown.size()));
        for (int column = 0; column < kRequestColumns; ++column) {
            for (const int role : kTextRoles) {
                const QString text = shown(row, static_cast<RequestColumn>(column), role);
                QVERIFY2(!text.contains(u'\x1b') && !text.contains(u'\0') && !text.contains(u'\n') &&
                             !text.contains(QChar(0x202e)),
                         qPrintable(text));
                if (role != Qt::ToolTipRole) {
                    QVERIFY(text.size() <= test::kLongestShown);
                } else {
                    QVERIFY2(!text.contains(QStringLiteral("<img")) && !text.contains(QStringLiteral("<b>x")),
                             qPrintable(text));
                }
            }
        }
        for (const RequestColumn column :
             {RequestColumn::Source, RequestColumn::Client, RequestColumn::Method, RequestColumn::Host,
              RequestColumn::Path, RequestColumn::RequestIdValue, RequestColumn::Version,
              RequestColumn::Listener, RequestColumn::Peer, RequestColumn::Scheme}) {
            QVERIFY2(shown(row, column).contains(visible), qPrintable(shown(row, column)));
        }
    }
};

QTEST_MAIN(RequestCellTest)
#include "request_cell_test.moc"
