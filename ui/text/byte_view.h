// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/text/byte_rows.h"
#include "ui/text/byte_search.h"
#include "ui/text/hidden_bytes.h"

namespace mirrorscope::ui::text {

/// Shows captured bytes as received, read only: line ends and everything invisible as faint escapes, matched
/// bytes highlighted, text or hex. Makes text only of the rows that are seen; holds 16 MiB or one endless
/// line as easily as ten headers. Offsets are bytes of the value. UI thread.
class ByteView : public QAbstractScrollArea {
    Q_OBJECT

public:
    enum class Mode : std::uint8_t { Text, Hex };

    explicit ByteView(QWidget* parent = nullptr);
    ~ByteView() override;

    /// Forgets matches, emphasis, selection and scroll position. Null is empty. `hidden`: see setHidden().
    void setBytes(std::shared_ptr<const std::string> bytes, HiddenBytes hidden = {});
    std::string_view bytes() const;

    void setMode(Mode mode);
    Mode mode() const;
    void setWrap(bool wrap);  // on at first; hex never wraps
    bool wrap() const;

    /// Highlights and shows the first. `origin` is where people count from, e.g. the body's begin, `part` its
    /// name: "match, bytes 52 to 93 of the body". Ranges beyond the end are cut.
    void setMatches(std::vector<ByteRange> matches, std::size_t origin = 0, const QString& part = {});
    /// Dots in place of these, in the picture and in what is copied; the byte at the top stays there.
    void setHidden(HiddenBytes hidden);
    const HiddenBytes& hidden() const;
    /// Bold, e.g. the request line.
    void setEmphasis(ByteRange range);
    void scrollTo(std::size_t offset);

    /// Selects the next place of `needle` and shows it; goes round. False: not in there.
    bool findNext(std::string_view needle, SearchCase searchCase = SearchCase::IgnoreAscii);
    bool findPrevious(std::string_view needle, SearchCase searchCase = SearchCase::IgnoreAscii);

    ByteRange selection() const;
    void setSelection(ByteRange range);
    /// As copied: see byte_copy.h.
    QString selectedText() const;

    /// Rows laid out since construction: a test's proof that only seen rows are.
    std::size_t rowsLaidOut() const;
    const ByteRows& rows() const;

public slots:
    void copy();
    void selectAll();

signals:
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace mirrorscope::ui::text
