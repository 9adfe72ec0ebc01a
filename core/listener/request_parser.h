// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/listener/violation.h"

namespace mirrorscope::listener {

/// A header line as Beast's tokeniser took it apart.
struct ParsedField {
    std::string_view name;   // in the received head
    std::string_view value;  // without outer white space, each fold replaced by spaces
    bool folded = false;
    std::size_t offset = 0;  // of the line in the head
};

/// Keeps its buffers from head to head: nothing is allocated for a usual request. Not to be copied: views
/// point into it.
struct ParsedHead {
    ParsedHead() = default;
    ParsedHead(const ParsedHead&) = delete;
    ParsedHead& operator=(const ParsedHead&) = delete;

    std::string_view method;
    std::string_view target;
    std::string_view version;  // "HTTP/1.1"
    std::vector<ParsedField> fields;

    std::string copy;  // what Beast read; values point into it

    /// What the buffers take.
    std::size_t bytes() const { return copy.capacity() + fields.capacity() * sizeof(ParsedField); }
    void release();
};

/// Beast's strict tokeniser for a whole head, with our own field list: http::fields regroups repeated names
/// and throws on values over 65,533 bytes. What Beast decides by itself about Connection, Content-Length,
/// Transfer-Encoding and Upgrade drops requests that are worth recording (odd Connection lists, folded
/// lengths), so it never sees these names: the copy that it reads has their first letter replaced, and
/// framing.h decides. One use a head; reuse it to keep its buffers.
class RequestParser : private boost::beast::http::basic_parser<true> {
public:
    RequestParser();

    /// `head`: from the request line to the empty line; its request line was checked. Views in `out` point
    /// into it.
    static bool parse(std::string_view head, ParsedHead& out, Violation& violation);

private:
    using string_view = boost::beast::string_view;
    using error_code = boost::beast::error_code;

    void on_request_impl(boost::beast::http::verb, string_view, string_view, int, error_code&) override {}
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(boost::beast::http::field, string_view name, string_view value, error_code&) override;
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    std::size_t on_body_impl(string_view, error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override { return 0; }
    void on_finish_impl(error_code&) override {}

    std::string_view m_head;  // as received
    ParsedHead* m_out = nullptr;
};

}  // namespace mirrorscope::listener
