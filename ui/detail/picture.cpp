// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/picture.h"

#include <QBuffer>
#include <QByteArray>
#include <QImageReader>

namespace mirrorscope::ui::detail {
namespace {

QByteArray decoderOf(bodies::ImageFormat format) {
    switch (format) {
        case bodies::ImageFormat::Png:
            return QByteArrayLiteral("png");
        case bodies::ImageFormat::Jpeg:
            return QByteArrayLiteral("jpeg");
        case bodies::ImageFormat::Gif:
            return QByteArrayLiteral("gif");
        case bodies::ImageFormat::Bmp:
            break;
    }
    return QByteArrayLiteral("bmp");
}

}  // namespace

Picture decodePicture(std::string_view bytes, const bodies::ImageFacts& facts) {
    if (bytes.size() > kMostPictureBytes) {
        return {{}, PictureEnd::TooManyBytes};
    }
    if (std::uint64_t{facts.width} * facts.height > kMostPixels) {
        return {{}, PictureEnd::TooManyPixels};
    }
    QByteArray data = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, decoderOf(facts.format));
    reader.setAutoDetectImageFormat(false);
    reader.setDecideFormatFromContent(false);
    // What the decoder reads counts, not only what we read.
    const QSize size = reader.size();
    if (size.isValid() && std::uint64_t(size.width()) * std::uint64_t(size.height()) > kMostPixels) {
        return {{}, PictureEnd::TooManyPixels};
    }
    if (!size.isValid()) {
        return {{}, PictureEnd::Broken};  // decoding would be the first to know how large it is
    }
    QImage image = reader.read();
    if (image.isNull()) {
        return {{}, PictureEnd::Broken};
    }
    if (image.width() > kLongestSide || image.height() > kLongestSide) {
        image = image.scaled(kLongestSide, kLongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    return {std::move(image), PictureEnd::Shown};
}

}  // namespace mirrorscope::ui::detail
