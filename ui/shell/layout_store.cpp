// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layout_store.h"

#include <QDir>

namespace mirrorscope::ui::shell {
namespace {

constexpr auto kVersionKey = "layout/version";
constexpr auto kGeometryKey = "layout/geometry";
constexpr auto kDocksKey = "layout/docks";
constexpr auto kRequestColumnsKey = "layout/requests-columns";
constexpr auto kThemeKey = "theme";
constexpr auto kSpanKey = "chart/minutes";

QString key(const char* name) {
    return QLatin1String(name);
}

}  // namespace

QString LayoutStore::standardFile() {
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    // The specification says that a relative path is to be ignored.
    if (!QDir::isAbsolutePath(state)) {
        state = QDir::homePath() + QStringLiteral("/.local/state");
    }
    return state + QStringLiteral("/mirrorscope/window.ini");
}

LayoutStore::LayoutStore(const QString& file) : m_file(file, QSettings::IniFormat) {}

QByteArray LayoutStore::versioned(const QString& name) const {
    return m_file.value(key(kVersionKey)).toInt() == kVersion ? m_file.value(name).toByteArray()
                                                              : QByteArray();
}

QByteArray LayoutStore::geometry() const {
    return versioned(key(kGeometryKey));
}

QByteArray LayoutStore::docks() const {
    return versioned(key(kDocksKey));
}

void LayoutStore::save(const QByteArray& geometry, const QByteArray& docks) {
    m_file.setValue(key(kVersionKey), kVersion);
    m_file.setValue(key(kGeometryKey), geometry);
    m_file.setValue(key(kDocksKey), docks);
}

void LayoutStore::forgetLayout() {
    m_file.remove(QStringLiteral("layout"));
}

QByteArray LayoutStore::requestColumns() const {
    return m_file.value(key(kRequestColumnsKey)).toByteArray();
}

void LayoutStore::setRequestColumns(const QByteArray& columns) {
    m_file.setValue(key(kRequestColumnsKey), columns);
}

QString LayoutStore::theme() const {
    return m_file.value(key(kThemeKey), QStringLiteral("system")).toString();
}

void LayoutStore::setTheme(const QString& theme) {
    m_file.setValue(key(kThemeKey), theme);
}

int LayoutStore::chartSpanMinutes() const {
    return m_file.value(key(kSpanKey), 0).toInt();
}

void LayoutStore::setChartSpanMinutes(int minutes) {
    m_file.setValue(key(kSpanKey), minutes);
}

}  // namespace mirrorscope::ui::shell
