// SPDX-License-Identifier: Apache-2.0
// Beast is compiled here, once. Its 1.81 asserts in the parser where a remote byte sequence decides (an empty
// chunked body in three parts): no build may end the process for that.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/src.hpp>
