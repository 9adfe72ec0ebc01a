// SPDX-License-Identifier: Apache-2.0
// BOOST_ASIO_SEPARATE_COMPILATION (cmake/CommonConfig.cmake) leaves Asio's functions to one file. It is here
// because base is the lowest layer that uses an Asio type (ip_network.h).
#include <boost/asio/impl/src.hpp>
