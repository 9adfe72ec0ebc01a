// SPDX-License-Identifier: GPL-3.0-or-later
// The file of views: what was written is read, what is broken is named and costs nothing else.
#include "ui/views/view_text.h"

#include <QRandomGenerator>
#include <QTest>

#include "core/query/parser.h"
#include "tests/support/hostile_bytes.h"
#include "ui/views/view_values.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::views;

namespace {

const QByteArray kFirst = "mirrorscope views 1\n";

QString canonical(const std::string& filter) {
    const auto tree = query::parse(filter);
    return tree.has_value() ? QString::fromStdString(query::print(*tree)) : QString();
}

std::vector<SavedView> viewsOf(const ViewsRead& read) {
    std::vector<SavedView> views;
    for (const ReadView& one : read.views) {
        views.push_back(one.view);
    }
    return views;
}

/// What strangers may write as a value: any bytes, in the quotes of the filter language.
std::string hostileFilter(QRandomGenerator& random) {
    static const std::vector<std::string> parts{"[",
                                                "]",
                                                "#",
                                                ":",
                                                "\\",
                                                "\"",
                                                "\n",
                                                "\r",
                                                "\t",
                                                " ",
                                                "a",
                                                "filter",
                                                "\x01",
                                                "\x1b[31m",
                                                "\xe2\x80\xae",
                                                "\xe3\x80\x80",
                                                "\xff",
                                                "\xc3\xa4",
                                                "\xe2\x80\xa8",
                                                "'"};
    std::string value;
    for (int i = random.bounded(1, 12); i > 0; --i) {
        value += parts[random.bounded(static_cast<quint32>(parts.size()))];
    }
    std::string quoted = "path~\"";
    for (const char c : value) {
        quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return quoted + "\"";
}

QString hostileName(QRandomGenerator& random) {
    static const QStringList parts{
        QStringLiteral("["),  QStringLiteral("]"),  QStringLiteral("#"),
        QStringLiteral(":"),  QStringLiteral("\""), QStringLiteral("\\"),
        QStringLiteral("a"),  QStringLiteral("&"),  QStringLiteral("<b>"),
        QStringLiteral(" "),  QStringLiteral("ä"),  QStringLiteral("名"),
        QStringLiteral("😀"), QStringLiteral("%1"), QStringLiteral("table: requests")};
    QString name;
    for (int i = random.bounded(1, 12); i > 0; --i) {
        name += parts[random.bounded(parts.size())];
    }
    return name.left(SavedView::kLongestName).trimmed();
}

requests::ColumnLayout someColumns(QRandomGenerator& random) {
    requests::ColumnLayout layout;
    for (const requests::RequestColumnInfo& info : requests::requestColumns()) {
        if (info.takesRest || random.bounded(2) == 0) {
            layout.columns.push_back({QLatin1String(info.name),
                                      info.takesRest ? info.width : random.bounded(24, 2001), true,
                                      layout.columns.size() < 3 && random.bounded(2) == 0});
        }
    }
    layout.columns.push_back({QStringLiteral("header:X-Forwarded-For"), random.bounded(24, 2001), true});
    std::ranges::shuffle(layout.columns, random);
    std::ranges::stable_partition(layout.columns, &requests::ColumnLayout::Column::pinned);
    layout.timeMode =
        static_cast<requests::TimeMode>(random.bounded(static_cast<int>(requests::TimeMode::Count)));
    return layout;
}

SavedView someView(QRandomGenerator& random) {
    SavedView view;
    do {
        view.name = hostileName(random);
    } while (complaintAboutName(view.name));
    view.table = random.bounded(2) == 0 ? Table::Attacks : Table::Requests;
    if (random.bounded(4) != 0) {
        view.filter = random.bounded(8) == 0 ? QString() : canonical(hostileFilter(random));
    }
    if (view.table == Table::Attacks) {
        const auto by = [&random] { return static_cast<attacks::GroupBy>(random.bounded(6)); };
        view.grouping = attacks::Grouping{by(), by()}.normalized();
    } else {
        view.columns = someColumns(random);
        view.sort = random.bounded(2) == 0 ? ViewSort{}
                                           : ViewSort{requests::RequestColumn::Score, random.bounded(2) == 0};
    }
    return view;
}

}  // namespace

class ViewTextTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead() {
        QRandomGenerator random(47);
        int filters = 0;
        for (int round = 0; round < 200; ++round) {
            std::vector<SavedView> views;
            for (int i = random.bounded(5); i >= 0; --i) {
                views.push_back(someView(random));
                filters += views.back().filter && !views.back().filter->isEmpty() ? 1 : 0;
            }
            const QByteArray text = writeViews(views);
            const ViewsRead read = readViews(text);
            QVERIFY2(read.problems.empty(),
                     qPrintable(sentence(read.problems.empty() ? ViewProblem{} : read.problems.front())));
            QVERIFY2(viewsOf(read) == views, text.constData());
            QCOMPARE(writeViews(viewsOf(read)), text);
            // As somebody else's editor leaves it.
            QVERIFY(viewsOf(readViews("\xef\xbb\xbf" + QByteArray(text).replace("\n", "\r\n"))) == views);
        }
        QVERIFY(filters > 200);  // hostile values that the language takes
    }

    void anyBytesAreSurvived() {
        QRandomGenerator random(48);
        const QByteArray good = writeViews({someView(random), someView(random), someView(random)});
        for (int round = 0; round < 2000; ++round) {
            QByteArray bad = good;
            for (int i = random.bounded(1, 6); i > 0; --i) {
                bad[random.bounded(bad.size())] = static_cast<char>(random.bounded(256));
            }
            const ViewsRead read = readViews(bad);
            QVERIFY(read.views.size() + read.problems.size() > 0);
            for (const ReadView& one : read.views) {
                QVERIFY(!complaintAboutName(one.view.name));
                QVERIFY(!one.view.filter || query::parse(one.view.filter->toStdString()).has_value());
            }
        }
    }

    void isReadable() {
        SavedView view{.name = QStringLiteral("Login abuse"), .table = Table::Requests};
        view.filter = canonical("host:shop.example path~\"/login\"");
        QString problem;
        view.columns = columnsOf(QStringLiteral("id 92 pinned, path, header:User-Agent 160"), problem);
        view.sort = ViewSort{requests::RequestColumn::Score, true};
        QCOMPARE(writeViews({view}), QByteArray("mirrorscope views 1\n\n"
                                                "[Login abuse]\n"
                                                "table: requests\n"
                                                "filter: host:shop.example path~\"/login\"\n"
                                                "columns: id 92 pinned, path, header:User-Agent 160\n"
                                                "time: window\n"
                                                "sort: score descending\n"));
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QByteArray>("body");  // after the first line
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("reason");  // part of it
        QTest::addColumn<bool>("refused");
        const auto row = [](const char* name, const char* body, int line, const char* reason, bool refused) {
            QTest::newRow(name) << QByteArray(body) << line << QString::fromUtf8(reason) << refused;
        };
        row("filter", "[A]\ntable: attacks\nfilter: host:\n", 4, "the filter cannot be read. At ", true);
        row("field", "# c\n\n[A]\ntable: requests\nfilter: bogus:1\n", 6, "expected a field", true);
        row("no table", "[A]\nfilter: id:1\n", 2, "does not say its table", true);
        row("other table", "[A]\ntable: sources\n", 3, "there is no table “sources”", true);
        row("no name", "[ ]\ntable: attacks\n", 2, "needs a name", true);
        row("open name", "[A\ntable: attacks\n", 2, "ends with “]”", true);
        row("bidi name", "[a\xe2\x80\xae]\ntable: attacks\n", 2, "cannot be seen", true);
        row("key", "[A]\ntable: attacks\ncolour: red\n", 4, "nothing is known of “colour”", false);
        row("no key", "[A]\ntable: attacks\nred\n", 4, "no line of a view: “red”", false);
        row("twice", "[A]\ntable: attacks\ntable: requests\n", 4, "stands there twice", false);
        row("group", "[A]\ntable: attacks\ngroup: colour\n", 4, "nothing is grouped by “colour”", false);
        row("column", "[A]\ntable: requests\ncolumns: path, colour 3\n", 4, "there is no column “colour”",
            false);
        row("width", "[A]\ntable: requests\ncolumns: path, id 9999\n", 4, "a width from 24 to 2000", false);
        row("no path", "[A]\ntable: requests\ncolumns: id 92\n", 4, "path is always there", false);
        row("too many pins",
            "[A]\ntable: requests\ncolumns: path pinned, id 92 pinned, time 92 pinned, source 92 pinned, "
            "client 92 "
            "pinned, method 92 pinned, host 92 pinned\n",
            4, "more than 6 pinned", false);
        row("column twice", "[A]\ntable: requests\ncolumns: path, id 92, id 80\n", 4, "twice", false);
        row("sort", "[A]\ntable: requests\nsort: flags descending\n", 4, "not sorted by “flags descending”",
            false);
        row("time", "[A]\ntable: requests\ntime: moon\n", 4, "not told as “moon”", false);
        row("columns of attacks", "[A]\ntable: attacks\ncolumns: path\n", 2, "are left out", false);
        row("grouping of requests", "[A]\ntable: requests\ngroup: type\n", 2, "its grouping is left out",
            false);
        row("outside", "filter: id:1\n[A]\ntable: attacks\n", 2, "begins with its name", false);
        row("not UTF-8", "[A]\ntable: attacks\nfilter: \xff\n", 4, "no UTF-8", true);
        row("name not UTF-8", "# c\n[\xff]\ntable: requests\nfilter: id:1\n", 3, "no UTF-8", true);
        row("hostile", "[A]\ntable: attacks\n\x1b[31m: 1\n", 4, "\\x1b", false);
    }

    void mistakesAreNamed() {
        QFETCH(QByteArray, body);
        QFETCH(int, line);
        QFETCH(QString, reason);
        QFETCH(bool, refused);
        const ViewsRead read = readViews(kFirst + body + "[Good]\ntable: requests\nfilter: id:7\n");
        QCOMPARE(read.problems.size(), std::size_t{1});
        const ViewProblem& problem = read.problems.front();
        QVERIFY2(problem.reason.contains(reason), qPrintable(problem.reason));
        QCOMPARE(problem.line, line);
        QCOMPARE(problem.refused, refused);
        QCOMPARE(read.refused, refused ? std::size_t{1} : std::size_t{0});
        // All else is there.
        QCOMPARE(read.views.size(), refused ? std::size_t{1} : std::size_t{2});
        QCOMPARE(read.views.back().view.filter, std::optional(QStringLiteral("id:7")));
        QVERIFY(sentence(problem).startsWith(QStringLiteral("line %1: ").arg(line)));
    }

    void theFirstLineSaysTheVersion() {
        const auto onlyProblem = [](const QByteArray& text) {
            const ViewsRead read = readViews(text);
            return read.views.empty() && read.problems.size() == 1 ? read.problems.front()
                                                                   : ViewProblem{-1, {}, false};
        };
        QVERIFY(onlyProblem("mirrorscope views 2\n[A]\ntable: attacks\n")
                    .reason.contains(QStringLiteral("another version")));
        QVERIFY(onlyProblem("[A]\ntable: attacks\n").reason.contains(QStringLiteral("begins with the line")));
        QCOMPARE(onlyProblem("").line, 0);
        QCOMPARE(onlyProblem("# nothing\n").line, 0);
        QVERIFY(readViews("\n# mine\n" + kFirst).problems.empty());
    }

    void limitsHold() {
        QByteArray many = kFirst;
        for (std::size_t i = 0; i < kMostViews + 3; ++i) {
            many += "[v" + QByteArray::number(static_cast<int>(i)) + "]\ntable: attacks\n";
        }
        const ViewsRead read = readViews(many);
        QCOMPARE(read.views.size(), kMostViews);
        QCOMPARE(read.refused, std::size_t{3});
        const ViewsRead longer = readViews(kFirst + QByteArray(kMostBytes, '#'));
        QVERIFY(longer.views.empty());
        QVERIFY(longer.problems.front().reason.contains(QStringLiteral("1 MiB")));
        const ViewsRead broken =
            readViews(kFirst + "[A]\ntable: attacks\n" + QByteArray("x\n").repeated(9000));
        QCOMPARE(broken.problems.size(), kMostProblems);
        QCOMPARE(broken.views.size(), std::size_t{1});
        const QByteArray name(SavedView::kLongestName, 'a');
        QCOMPARE(readViews(kFirst + '[' + name + "]\ntable: attacks\n").views.size(), std::size_t{1});
        QCOMPARE(readViews(kFirst + '[' + name + "a]\ntable: attacks\n").refused, std::size_t{1});
    }

    void hostileNamesAreNone() {
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            const QString name =
                QString::fromUtf8(hostile.bytes.data(), static_cast<qsizetype>(hostile.bytes.size()));
            const bool isMarkup = name.startsWith(u'<');  // letters like others: nothing renders them
            QCOMPARE(complaintAboutName(name).has_value(), !isMarkup);
        }
    }
};

QTEST_MAIN(ViewTextTest)
#include "view_text_test.moc"
