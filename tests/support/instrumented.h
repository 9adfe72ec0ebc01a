// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mirrorscope::test {

/// Built with a sanitizer: times and memory are those of the instrumentation.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kInstrumented = true;
#else
inline constexpr bool kInstrumented = false;
#endif

}  // namespace mirrorscope::test
