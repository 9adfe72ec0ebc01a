// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_files.h"

#include <QBuffer>
#include <QFileInfo>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/charts/chart.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr double kScale = 2;

QByteArray pngOf(const Chart& chart) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    pictureOf(chart).save(&buffer, "PNG");
    return buffer.data();
}

QByteArray svgOf(const Chart& chart) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(chart.size());
    generator.setViewBox(chart.rect());
    generator.setTitle(chart.title());
    chart.paintPicture(generator);
    return buffer.data();
}

}  // namespace

std::optional<ChartFile> chartFileOf(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("png")) {
        return ChartFile::Png;
    }
    if (suffix == QStringLiteral("svg")) {
        return ChartFile::Svg;
    }
    return suffix == QStringLiteral("csv") ? std::optional(ChartFile::Csv) : std::nullopt;
}

QImage pictureOf(const Chart& chart) {
    QImage image(chart.size() * kScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kScale);
    image.fill(Qt::transparent);
    chart.paintPicture(image);
    return image;
}

std::optional<QString> writeChart(const Chart& chart, ChartFile kind, const QString& path) {
    const QByteArray content = kind == ChartFile::Csv   ? csvOf(chart.table())
                               : kind == ChartFile::Svg ? svgOf(chart)
                                                        : pngOf(chart);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return file.errorString();
    }
    return std::nullopt;
}

QString fileNameOf(const QString& title) {
    QString name;
    for (const QChar letter : title.toLower()) {
        if (letter.isLetterOrNumber()) {
            name += letter;
        } else if (!name.isEmpty() && !name.endsWith(u'-')) {
            name += u'-';
        }
    }
    while (name.endsWith(u'-')) {
        name.chop(1);
    }
    return name;
}

}  // namespace mirrorscope::ui::charts
