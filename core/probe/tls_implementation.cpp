// SPDX-License-Identifier: Apache-2.0
// BOOST_ASIO_SEPARATE_COMPILATION (cmake/CommonConfig.cmake) leaves the functions of Asio's TLS to one file.
// It is here because nothing below uses them, and who needs no TLS links no OpenSSL for it.
#include <boost/asio/ssl/impl/src.hpp>
