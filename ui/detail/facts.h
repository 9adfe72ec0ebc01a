// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <vector>

#include "core/traffic/rows.h"
#include "ui/text/elide.h"

namespace mirrorscope::ui::detail {

/// A line of the overview. Always the same lines in the same order, so that the eye finds them again while
/// one walks through requests.
struct Fact {
    QString label;
    QString value;  // shown text
    bool weak = false;
    text::Kind kind = text::Kind::Sentence;
};

/// Who sent it, and where the client came from.
std::vector<Fact> senderFacts(const traffic::RequestDetail& detail, const QTimeZone& zone);
/// What attribution decided: client, other addresses, source, known by, in this order.
std::vector<Fact> wayFacts(const traffic::RequestDetail& detail);
/// What was asked, how it arrived and what the rules said.
std::vector<Fact> requestFacts(const traffic::RequestDetail& detail);

/// "Body: 1 MiB of 8 MiB kept", why it is missing; empty when it is whole.
QString bodyNote(const traffic::MirroredRequest& request);

}  // namespace mirrorscope::ui::detail
