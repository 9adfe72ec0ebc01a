// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/image_page.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/live/page_loader.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {

/// Never larger than it is, so that a pixel stays one.
class ImagePage::Canvas final : public QWidget {
public:
    using QWidget::QWidget;
    void setImage(const QImage& image) {
        m_image = image;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (m_image.isNull()) {
            return;
        }
        const QSize room = size();
        const QSize shown = m_image.width() > room.width() || m_image.height() > room.height()
                                ? m_image.size().scaled(room, Qt::KeepAspectRatio)
                                : m_image.size();
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRect(QPoint(), shown), m_image);
    }

private:
    QImage m_image;
};

ImagePage::ImagePage(const QString& name, live::PageLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_loader(loader),
      m_facts(new text::PlainLabel(this)),
      m_problem(new text::PlainLabel(this)),
      m_canvas(new Canvas(this)) {
    setObjectName(name);
    setAccessibleName(tr("Image"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_facts->setObjectName(name + QStringLiteral(".facts"));
    m_problem->setObjectName(name + QStringLiteral(".problem"));
    m_facts->setFont(theme::font(theme::TextStyle::Small));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_canvas->setObjectName(name + QStringLiteral(".canvas"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kBarSide);
    layout->addWidget(m_facts);
    layout->addWidget(m_problem);
    layout->addWidget(m_canvas, 1);
}

ImagePage::~ImagePage() {
    m_token.cancel();
}

void ImagePage::clear() {
    m_token.cancel();
    m_body.reset();
    m_isAsked = false;
    m_picture = {};
    m_canvas->setImage({});
    m_problem->clear();
    m_problem->hide();
}

void ImagePage::show(SharedBody body) {
    clear();
    m_body = std::move(body);
    const bodies::ImageFacts& facts = *m_body->body.image;
    const QString name = text::ownText(bodies::imageFormatName(facts.format));
    const QString bytes = text::bytesText(m_body->body.bytes->size());
    m_facts->setText(facts.width == 0 || facts.height == 0 ? tr("%1, size unknown, %2").arg(name, bytes)
                                                           : tr("%1, %2 × %3 pixels, %4")
                                                                 .arg(name, text::countText(facts.width),
                                                                      text::countText(facts.height), bytes));
    setAccessibleDescription(m_facts->text());
    if (isVisible()) {
        decode();
    }
}

void ImagePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    decode();
}

void ImagePage::decode() {
    if (m_isAsked || !m_body) {
        return;
    }
    m_isAsked = true;
    m_token = m_loader.ask<Picture>(
        this,
        [body = m_body](api::SessionQueries&, const base::CancelToken&) -> base::Result<Picture> {
            return decodePicture(*body->body.bytes, *body->body.image);
        },
        [this](base::Result<Picture> answer) {
            if (answer.has_value()) {
                take(std::move(*answer));
            }
        },
        live::Urgency::Background);
}

void ImagePage::take(Picture picture) {
    m_picture = std::move(picture);
    m_canvas->setImage(m_picture.image);
    m_problem->setVisible(m_picture.end != PictureEnd::Shown);
    switch (m_picture.end) {
        case PictureEnd::Shown:
            m_problem->clear();
            return;
        case PictureEnd::TooManyPixels:
            m_problem->setText(tr("Not decoded: more than %1 pixels.").arg(text::countText(kMostPixels)));
            return;
        case PictureEnd::TooManyBytes:
            m_problem->setText(tr("Not decoded: more than %1.").arg(text::exactBytesText(kMostPictureBytes)));
            return;
        case PictureEnd::Broken:
            m_problem->setText(tr("Not decoded: the bytes are no whole image."));
            return;
    }
}

}  // namespace mirrorscope::ui::detail
