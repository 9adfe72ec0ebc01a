// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/traffic/source.h"

namespace mirrorscope::probe {

/// What to change in that kind of proxy; Unknown names what each kind would need. Measured on nginx 1.22 and
/// 1.31, Envoy 1.40, Traefik 3.7; each is one sentence or two.
std::string nothingArrivesAdvice(traffic::SourceKind kind);
std::string largeBodiesAdvice(traffic::SourceKind kind);
std::string missingBodiesAdvice(traffic::SourceKind kind);
std::string cutBodiesAdvice(traffic::SourceKind kind);
std::string someLostAdvice(traffic::SourceKind kind);
std::string firstLostAdvice(traffic::SourceKind kind);
std::string duplicatesAdvice(traffic::SourceKind kind);
std::string lateAdvice(traffic::SourceKind kind);
std::string refusedAdvice(traffic::SourceKind kind, int status);
std::string forgedAdvice(traffic::SourceKind kind);
std::string headersAdvice(traffic::SourceKind kind);

/// The one line of configuration that the advice of the same name comes down to; empty: there is none.
std::string largeBodiesPatch(traffic::SourceKind kind);
std::string missingBodiesPatch(traffic::SourceKind kind);

}  // namespace mirrorscope::probe
