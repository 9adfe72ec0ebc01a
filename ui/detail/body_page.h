// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>

#include "core/base/cancel_token.h"
#include "ui/detail/shown_body.h"

class QStackedWidget;
class QToolButton;

namespace mirrorscope::ui::live {
class PageLoader;
}
namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

class BytePanel;
class ImagePage;
class ValuesPage;

/// The body by what it is: its values, its image, text, hex, and the bytes before codings were undone; beside
/// them the token and cookies of the head. Bytes are there at once, values as soon as they are read. UI
/// thread; the loader outlives it.
class BodyPage : public QWidget {
    Q_OBJECT

public:
    /// Kind: the values or the image. Head: token and cookies.
    enum class View : std::uint8_t { Kind, Text, Hex, Received, Head, Count };

    BodyPage(live::PageLoader& loader, QWidget* parent = nullptr);
    ~BodyPage() override;

    /// `body` may be null: it is read when ensureRead() is called.
    void setRequest(const SharedRequest& request, SharedBody body);
    /// Reads the body off-thread, unless it is read or on its way.
    void ensureRead();
    /// Null until it is read.
    const SharedBody& body() const { return m_body; }
    /// The next request is another one, whatever its id.
    void forget();

    /// The one that is shown, which is the one chosen last where the body has it.
    View view() const { return m_view; }
    void setView(View view);
    void openFind();
    /// Secrets are shown or hidden from now on.
    void showSecretsAnew();

signals:
    /// body() is there.
    void bodyRead();

private:
    void buildBar();
    void take(SharedBody body);
    void showButtons();
    void showView();
    void showBytes(bool isHex);
    bool has(View view) const;
    QToolButton* button(View view) const { return m_buttons[static_cast<std::size_t>(view)]; }

    live::PageLoader& m_loader;
    base::CancelToken m_token;
    bool m_isAsked = false;
    SharedRequest m_request;
    SharedBody m_body;
    View m_wanted = View::Kind;
    View m_view = View::Text;

    QWidget* m_bar = nullptr;
    std::array<QToolButton*, static_cast<std::size_t>(View::Count)> m_buttons{};
    text::PlainLabel* m_line = nullptr;
    text::PlainLabel* m_remarks = nullptr;
    QStackedWidget* m_pages = nullptr;
    ValuesPage* m_values = nullptr;
    ValuesPage* m_head = nullptr;
    ImagePage* m_image = nullptr;
    BytePanel* m_bytes = nullptr;
    std::shared_ptr<const std::string> m_shown;  // what m_bytes has
};

}  // namespace mirrorscope::ui::detail
