// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/bodies/body_reading.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::ui::detail {

/// "JSON", "Multipart".
QString kindWord(bodies::BodyKind kind);
/// With what there is of it: "Form 4 fields", "Multipart 12 parts", "Image PNG".
QString viewTitle(const bodies::BodyReading& body);

/// The media type promises something else than the bytes are.
bool contradicts(const bodies::BodyReading& body);

/// How much of it was kept, and what became of its codings: "Body: 1.2 KiB · gzip: 1.2 KiB → 48.0 KiB".
QString bodyLine(const traffic::MirroredRequest& request, const bodies::BodyReading* body);

/// What one has to know beside the values: contradictions, problems, limits that were reached. Sentences;
/// empty when there is nothing to say.
QString remarksText(const bodies::BodyReading& body);

}  // namespace mirrorscope::ui::detail
