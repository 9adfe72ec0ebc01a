// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layout_store.h"

#include <QDir>

namespace mirrorscope::ui::shell {
namespace {

constexpr auto kVersionKey = "layout/version";
constexpr auto kGeometryKey = "layout/geometry";
constexpr auto kPerspectiveKey = "layout/perspective";
constexpr auto kRequestColumnsKey = "layout/requests-columns";
constexpr auto kThemeKey = "theme";
constexpr auto kZoneKey = "timeZone";
constexpr auto kSpanKey = "chart/minutes";
constexpr auto kHidesKnownKey = "known/hidden";
constexpr auto kChartFolderKey = "chart/folder";
/// No screen is larger; what a file says beyond it is nonsense.
constexpr int kLargestSize = 16'384;
/// More views or tabs than there will be; who applies one checks it once more.
constexpr int kMostParts = 16;
constexpr auto kGroupingKey = "attacks/grouping";

QString key(const char* name) {
    return QLatin1String(name);
}

QString folder(Perspective perspective) {
    return QStringLiteral("layout/") + QLatin1String(perspectiveInfo(perspective).name);
}

int number(const QSettings& file, const QString& name, int otherwise, int limit) {
    bool isNumber = false;
    const int value = file.value(name, otherwise).toInt(&isNumber);
    return isNumber && value >= 0 && value < limit ? value : otherwise;
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

bool LayoutStore::isCurrent() const {
    return m_file.value(key(kVersionKey)).toInt() == kVersion;
}

void LayoutStore::begin() {
    if (!isCurrent()) {
        m_file.remove(QStringLiteral("layout"));
        m_file.setValue(key(kVersionKey), kVersion);
    }
}

QByteArray LayoutStore::geometry() const {
    return isCurrent() ? m_file.value(key(kGeometryKey)).toByteArray() : QByteArray();
}

void LayoutStore::setGeometry(const QByteArray& geometry) {
    begin();
    m_file.setValue(key(kGeometryKey), geometry);
}

Perspective LayoutStore::perspective() const {
    const QString name = isCurrent() ? m_file.value(key(kPerspectiveKey)).toString() : QString();
    for (const PerspectiveInfo& info : perspectiveTable()) {
        if (name == QLatin1String(info.name)) {
            return info.perspective;
        }
    }
    return Perspective::Triage;
}

void LayoutStore::setPerspective(Perspective perspective) {
    begin();
    m_file.setValue(key(kPerspectiveKey), QLatin1String(perspectiveInfo(perspective).name));
}

std::optional<Arrangement> LayoutStore::arrangement(Perspective perspective) const {
    const QString at = folder(perspective);
    if (!isCurrent() || !m_file.contains(at + QStringLiteral("/view"))) {
        return std::nullopt;
    }
    const auto flag = [&](const char* name, bool otherwise) {
        return m_file.value(at + QLatin1String(name), otherwise).toBool();
    };
    const auto size = [&](const char* name, int otherwise) {
        return number(m_file, at + QLatin1String(name), otherwise, kLargestSize);
    };
    Arrangement result = perspectiveInfo(perspective).first;
    result.sources = flag("/sources", result.sources);
    result.detail = flag("/detail", result.detail);
    result.around = flag("/around", result.around);
    result.chart = flag("/chart", result.chart);
    result.view = number(m_file, at + QStringLiteral("/view"), result.view, kMostParts);
    result.savedView = m_file.value(at + QStringLiteral("/saved-view")).toString();
    result.detailTab = number(m_file, at + QStringLiteral("/detail-tab"), result.detailTab, kMostParts);
    result.sourcesWidth = size("/sources-width", result.sourcesWidth);
    result.detailHeight = size("/detail-height", result.detailHeight);
    result.aroundWidth = size("/around-width", result.aroundWidth);
    result.sizeClass = m_file.value(at + QStringLiteral("/size-class")).toString();
    return result;
}

void LayoutStore::setArrangement(Perspective perspective, const Arrangement& arrangement) {
    begin();
    m_file.beginGroup(folder(perspective));
    m_file.setValue(QStringLiteral("sources"), arrangement.sources);
    m_file.setValue(QStringLiteral("detail"), arrangement.detail);
    m_file.setValue(QStringLiteral("around"), arrangement.around);
    m_file.setValue(QStringLiteral("chart"), arrangement.chart);
    m_file.setValue(QStringLiteral("view"), arrangement.view);
    m_file.setValue(QStringLiteral("saved-view"), arrangement.savedView);
    m_file.setValue(QStringLiteral("detail-tab"), arrangement.detailTab);
    m_file.setValue(QStringLiteral("sources-width"), arrangement.sourcesWidth);
    m_file.setValue(QStringLiteral("detail-height"), arrangement.detailHeight);
    m_file.setValue(QStringLiteral("around-width"), arrangement.aroundWidth);
    m_file.setValue(QStringLiteral("size-class"), arrangement.sizeClass);
    m_file.endGroup();
}

void LayoutStore::forgetArrangement(Perspective perspective) {
    m_file.remove(folder(perspective));
}

QByteArray LayoutStore::requestColumns() const {
    return isCurrent() ? m_file.value(key(kRequestColumnsKey)).toByteArray() : QByteArray();
}

void LayoutStore::setRequestColumns(const QByteArray& columns) {
    begin();
    m_file.setValue(key(kRequestColumnsKey), columns);
}

QString LayoutStore::theme() const {
    return m_file.value(key(kThemeKey), QStringLiteral("system")).toString();
}

void LayoutStore::setTheme(const QString& theme) {
    m_file.setValue(key(kThemeKey), theme);
}

QString LayoutStore::timeZone() const {
    return m_file.value(key(kZoneKey), QStringLiteral("local")).toString();
}

void LayoutStore::setTimeZone(const QString& zone) {
    m_file.setValue(key(kZoneKey), zone);
}

bool LayoutStore::hidesKnown() const {
    return m_file.value(key(kHidesKnownKey), false).toBool();
}

void LayoutStore::setHidesKnown(bool hides) {
    m_file.setValue(key(kHidesKnownKey), hides);
}

int LayoutStore::chartSpanMinutes() const {
    return m_file.value(key(kSpanKey), 0).toInt();
}

void LayoutStore::setChartSpanMinutes(int minutes) {
    m_file.setValue(key(kSpanKey), minutes);
}

QString LayoutStore::chartFolder() const {
    return m_file.value(key(kChartFolderKey)).toString();
}

void LayoutStore::setChartFolder(const QString& folder) {
    m_file.setValue(key(kChartFolderKey), folder);
}

QString LayoutStore::grouping() const {
    return m_file.value(key(kGroupingKey)).toString();
}

void LayoutStore::setGrouping(const QString& grouping) {
    m_file.setValue(key(kGroupingKey), grouping);
}

}  // namespace mirrorscope::ui::shell
