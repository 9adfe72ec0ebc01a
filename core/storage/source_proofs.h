// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/traffic/source.h"

namespace mirrorscope::storage {

/// The result of the last proof of a source, as JSON (probe/proof_json.h), in meta under "proof.ID": one a
/// source, the user's, gone when the source is forgotten. Beside the session's recorder; not the window's
/// thread. As TriageWriter::open(); SourceNotFound.
base::Result<void> keepProof(const std::filesystem::path& session, traffic::SourceId source,
                             const std::string& json);
/// Unset when there is none. Errors of openForReading().
base::Result<std::optional<std::string>> keptProof(const std::filesystem::path& session,
                                                   traffic::SourceId source);

}  // namespace mirrorscope::storage
