// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/cancel_token.h"
#include "ui/detail/picture.h"
#include "ui/detail/shown_body.h"

namespace mirrorscope::ui::live {
class PageLoader;
}
namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

/// The image of a body with what its first bytes say about it. Decoded off-thread, and only when the page is
/// shown. UI thread; the loader outlives it.
class ImagePage : public QWidget {
    Q_OBJECT

public:
    ImagePage(const QString& name, live::PageLoader& loader, QWidget* parent = nullptr);
    ~ImagePage() override;

    void show(SharedBody body);
    /// Lets go of what it had.
    void clear();
    /// Null until it is decoded.
    const QImage& image() const { return m_picture.image; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    class Canvas;
    void decode();
    void take(Picture picture);

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    SharedBody m_body;
    bool m_isAsked = false;
    Picture m_picture;
    text::PlainLabel* m_facts;
    text::PlainLabel* m_problem;
    Canvas* m_canvas;
};

}  // namespace mirrorscope::ui::detail
