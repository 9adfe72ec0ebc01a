// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mirrorscope::listener {

/// Raises this process's soft limit of open files to its hard limit. The usual soft limit of 1,024 is kept
/// for programs that call select(), which this one does not; with it the last connections below
/// Limits::connections would wait unaccepted instead of being closed and counted. Any thread.
void allowAllDescriptors();

}  // namespace mirrorscope::listener
