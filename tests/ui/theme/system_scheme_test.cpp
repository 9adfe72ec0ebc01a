// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_scheme.h"

#include <QDBusVariant>
#include <QTest>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {
namespace {

QVariant portal(const QVariant& value, int wrappings) {
    QVariant wrapped = value;
    for (int i = 0; i < wrappings; ++i) {
        wrapped = QVariant::fromValue(QDBusVariant(wrapped));
    }
    return wrapped;
}

}  // namespace

class SystemSchemeTest : public QObject {
    Q_OBJECT

private slots:
    void readsPortal_data();
    void readsPortal();
    void palettesDecideWithoutPortal();
};

void SystemSchemeTest::readsPortal_data() {
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<int>("scheme");  // -1: no preference
    const int dark = static_cast<int>(Scheme::Dark);
    const int light = static_cast<int>(Scheme::Light);
    QTest::newRow("no preference") << portal(0U, 1) << -1;
    QTest::newRow("dark") << portal(1U, 1) << dark;
    QTest::newRow("dark, wrapped twice") << portal(1U, 2) << dark;
    QTest::newRow("light") << portal(2U, 2) << light;
    QTest::newRow("future value") << portal(3U, 1) << -1;
    QTest::newRow("not a number") << portal(QStringLiteral("dark"), 1) << -1;
    QTest::newRow("nothing") << QVariant() << -1;
}

void SystemSchemeTest::readsPortal() {
    QFETCH(QVariant, value);
    QFETCH(int, scheme);
    const auto read = SystemScheme::schemeOfPortal(value);
    QCOMPARE(read ? static_cast<int>(*read) : -1, scheme);
}

void SystemSchemeTest::palettesDecideWithoutPortal() {
    QCOMPARE(SystemScheme(paletteOf(Scheme::Dark)).scheme(), Scheme::Dark);
    QCOMPARE(SystemScheme(paletteOf(Scheme::Light)).scheme(), Scheme::Light);
}

}  // namespace mirrorscope::ui::theme

QTEST_MAIN(mirrorscope::ui::theme::SystemSchemeTest)
#include "system_scheme_test.moc"
