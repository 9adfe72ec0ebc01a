// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <set>

#include "ui/theme/source_look.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {

constexpr double kLegible = 4.5;  // WCAG 2.2, 1.4.3
constexpr double kControl = 3.2;  // 1.4.11 asks for 3
constexpr double kGraphic = 3.0;
constexpr std::array kTexts{Role::Text, Role::Text2,  Role::Accent, Role::Critical,
                            Role::High, Role::Medium, Role::Low,    Role::Ok};
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
    void lowestContrastIsAsTold_data() { bothSchemes(); }
    void lowestContrastIsAsTold();
    void matchesAreUnderlined_data() { bothSchemes(); }
    void matchesAreUnderlined();
    void tintsDifferFromTheirGround_data() { bothSchemes(); }
    void tintsDifferFromTheirGround();
    void swatchesAreSeen_data() { bothSchemes(); }
    void swatchesAreSeen();
    void widgetsAreLegible_data();
    void widgetsAreLegible();
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
    for (const Role text : kTexts) {
        for (const Role ground : kGrounds) {
            add(text, ground);
        }
    }
    // Rows of the requests table are tinted by colour rules, so that everything stands on every tint.
    for (const Role tint : kTints) {
        for (const Role text : kTexts) {
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

/// A colour that is changed changes these: 4.82 is ok on sel, 4.62 text2 on sel.
void PaletteTest::lowestContrastIsAsTold() {
    QFETCH(Scheme, scheme);
    double lowest = 21;
    for (const Role text : kTexts) {
        for (const Role ground : kGrounds) {
            lowest = std::min(lowest, contrastRatio(color(scheme, text), color(scheme, ground)));
        }
    }
    const double told = scheme == Scheme::Light ? 4.82 : 4.62;
    QVERIFY2(std::abs(lowest - told) < 0.01, QByteArray::number(lowest).constData());
}

/// The fill of a match is pale; the line below it is what is seen at once.
void PaletteTest::matchesAreUnderlined() {
    QFETCH(Scheme, scheme);
    for (const Role ground : {Role::Match, Role::Base, Role::Alt, Role::Selection}) {
        QVERIFY2(contrastRatio(color(scheme, Role::High), color(scheme, ground)) >= kGraphic,
                 roleName(ground));
    }
}

/// Banners and chips stand on bars, patches and rows on tables. A word or an icon says the same.
void PaletteTest::tintsDifferFromTheirGround() {
    QFETCH(Scheme, scheme);
    constexpr double kTold = 1.03;
    for (const Role tint : kTints) {
        QVERIFY2(contrastRatio(color(scheme, tint), color(scheme, Role::Base)) >= kTold, roleName(tint));
        for (const Role other : kTints) {
            QVERIFY(tint == other || color(scheme, tint) != color(scheme, other));
        }
    }
}

/// By their border on light pages, by their fill on dark ones; on bars their texture helps.
void PaletteTest::swatchesAreSeen() {
    QFETCH(Scheme, scheme);
    constexpr double kOnBars = 2.8;
    for (int i = 0; i <= kGrey; ++i) {
        const SourceLook look{i, Texture::Solid};
        const auto seen = [&](Role ground) {
            const QColor page = color(scheme, ground);
            return std::max(contrastRatio(sourceBorder(look), page), contrastRatio(sourceColor(look), page));
        };
        QVERIFY2(seen(Role::Base) >= kGraphic, QByteArray::number(seen(Role::Base)).constData());
        QVERIFY2(seen(Role::Window) >= kOnBars, QByteArray::number(seen(Role::Window)).constData());
        if (scheme == Scheme::Light) {
            QVERIFY(contrastRatio(sourceBorder(look), color(scheme, Role::Base)) >= kGraphic);
        }
    }
}

void PaletteTest::widgetsAreLegible_data() {
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QPalette::ColorRole>("text");
    QTest::addColumn<QPalette::ColorRole>("ground");
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window},
        {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},
        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::PlaceholderText, QPalette::Window},
        {QPalette::ButtonText, QPalette::Button},
        {QPalette::HighlightedText, QPalette::Highlight},
        {QPalette::Link, QPalette::Base},
        {QPalette::Link, QPalette::Window},
        {QPalette::LinkVisited, QPalette::Base},
        {QPalette::ToolTipText, QPalette::ToolTipBase}};
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        for (const auto& [text, ground] : pairs) {
            QTest::addRow("%d on %d, %s", int{text}, int{ground}, scheme == Scheme::Light ? "light" : "dark")
                << scheme << text << ground;
        }
    }
}

void PaletteTest::widgetsAreLegible() {
    QFETCH(Scheme, scheme);
    QFETCH(QPalette::ColorRole, text);
    QFETCH(QPalette::ColorRole, ground);
    const QPalette palette = paletteOf(scheme);
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        const double ratio = contrastRatio(palette.color(group, text), palette.color(group, ground));
        QVERIFY2(ratio >= kLegible, QByteArray::number(ratio).constData());
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
