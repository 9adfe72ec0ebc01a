// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/error.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::storage {

/// Writes what people say of sources, beside the session's recorder: it notices by "sources.revision" in meta
/// within a second, and reads what comes from then on so. What is stored stays as it was read until somebody
/// asks for it to be read anew (reattribution.h). One owner, one thread at a time; not the window's.
class SourceSettings {
public:
    /// As TriageWriter::open().
    static base::Result<std::unique_ptr<SourceSettings>> open(const std::filesystem::path& session);
    ~SourceSettings();

    /// SourceNotFound.
    base::Result<traffic::SourceSetting> of(traffic::SourceId source);
    /// Replaces all that was said of setting.source. SourceNotFound; InvalidArgument where a merge would go
    /// in a circle or join two kinds of proxy.
    base::Result<void> set(const traffic::SourceSetting& setting);
    /// Everything said and found of a source: settings, findings, headers, how sure its kind is. Its row goes
    /// when no request belongs to it. SourceNotFound; SessionLocked while somebody records, who remembers it.
    base::Result<void> forget(traffic::SourceId source);

private:
    class Impl;
    explicit SourceSettings(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
