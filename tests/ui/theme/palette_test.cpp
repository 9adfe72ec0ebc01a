// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

#include <QTest>
#include <array>
#include <set>

namespace mirrorscope::ui::theme {

constexpr double kLegible = 4.5;  // WCAG 2.2, 1.4.3
constexpr double kControl = 3.2;  // 1.4.11 asks for 3
constexpr std::array kGrounds{Role::Window, Role::Base, Role::Alt, Role::Head, Role::Selection};
constexpr std::array kTints{Role::ErrorBack, Role::WarnBack, Role::OkBack, Role::InfoBack,
                            Role::Added,     Role::Removed,  Role::Changed};

class PaletteTest : public QObject {
    Q_OBJECT

private slots:
    void contrastOfKnownPairs();
    void isLegible_data();
    void isLegible();
    void controlBordersAreSeen_data() { bothSchemes(); }
    void controlBordersAreSeen();
    void rolesHaveNames();
    void blendsByShare();

private:
    static void bothSchemes();
};

void PaletteTest::bothSchemes() {
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void PaletteTest::contrastOfKnownPairs() {
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    // The last grey that WCAG lets pass on white.
    QVERIFY(std::abs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
}

void PaletteTest::isLegible_data() {
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<Role>("text");
    QTest::addColumn<Role>("ground");
    const auto add = [](Role text, Role ground) {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            QTest::addRow("%s on %s, %s", roleName(text), roleName(ground),
                          scheme == Scheme::Light ? "light" : "dark")
                << scheme << text << ground;
        }
    };
    for (const Role text : {Role::Text, Role::Text2, Role::Accent, Role::Critical, Role::High, Role::Medium,
                            Role::Low, Role::Ok}) {
        for (const Role ground : kGrounds) {
            add(text, ground);
        }
    }
    // Rows of the requests table are tinted by colour rules, so that everything stands on every tint.
    for (const Role tint : kTints) {
        for (const Role text : {Role::Text, Role::Text2, Role::Accent, Role::Critical, Role::High,
                                Role::Medium, Role::Low, Role::Ok}) {
            add(text, tint);
        }
    }
    add(Role::OnAccent, Role::Accent);
    add(Role::MatchText, Role::Match);
}

void PaletteTest::isLegible() {
    QFETCH(Scheme, scheme);
    QFETCH(Role, text);
    QFETCH(Role, ground);
    const double ratio = contrastRatio(color(scheme, text), color(scheme, ground));
    QVERIFY2(ratio >= kLegible, QByteArray::number(ratio).constData());
}

void PaletteTest::controlBordersAreSeen() {
    QFETCH(Scheme, scheme);
    for (const Role ground : {Role::Base, Role::Window}) {
        QVERIFY(contrastRatio(color(scheme, Role::Control), color(scheme, ground)) >= kControl);
    }
}

void PaletteTest::rolesHaveNames() {
    std::set<std::string> names;
    for (int i = 0; i < static_cast<int>(Role::Count); ++i) {
        QVERIFY(names.insert(roleName(static_cast<Role>(i))).second);
    }
    QCOMPARE(color(Scheme::Light, Role::Accent), QColor(0x4A, 0x50, 0xB5));
    QCOMPARE(color(Scheme::Dark, Role::Grid), QColor(0x2C, 0x30, 0x36));
}

void PaletteTest::blendsByShare() {
    QCOMPARE(blend(Qt::black, Qt::white, 0), QColor(Qt::white));
    QCOMPARE(blend(Qt::black, Qt::white, 1), QColor(Qt::black));
    QCOMPARE(blend(QColor(200, 100, 0), QColor(0, 100, 200), 0.25), QColor(50, 100, 150));
}

}  // namespace mirrorscope::ui::theme

QTEST_GUILESS_MAIN(mirrorscope::ui::theme::PaletteTest)
#include "palette_test.moc"
