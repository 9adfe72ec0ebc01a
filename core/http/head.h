// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mirrorscope::http {

/// One header line as received: name and value without the optional white space around the value (RFC
/// 9112 5.1). A folded value keeps its line ends inside. Views into the head they were read from.
struct Field {
    std::string_view name;
    std::string_view value;
};

/// A head (request line and header lines) read leniently, for showing and deriving; the listener's strict
/// parser decides about framing, this never does. Every derived fact starts here, from the kept bytes. The
/// bytes must outlive it. Pure value; any thread.
class Head {
public:
    explicit Head(std::string_view bytes);

    std::string_view requestLine() const { return m_requestLine; }
    const std::vector<Field>& fields() const { return m_fields; }

    /// The first field of that name; names compare without case (RFC 9110 5.1).
    std::optional<std::string_view> value(std::string_view name) const;
    std::vector<std::string_view> values(std::string_view name) const;
    /// All fields of that name as one list (RFC 9110 5.3), with the elements of listElements().
    std::vector<std::string_view> listed(std::string_view name) const;
    bool has(std::string_view name) const { return value(name).has_value(); }

private:
    std::string_view m_requestLine;
    std::vector<Field> m_fields;
};

/// Comma-separated list elements without surrounding white space; empty elements are left out (RFC
/// 9110 5.6.1).
std::vector<std::string_view> listElements(std::string_view value);

/// Cuts SP and HTAB from both ends.
std::string_view trimmed(std::string_view text);

/// Without the quotes around a quoted string (RFC 9110 5.6.4); escapes inside stay.
std::string_view unquoted(std::string_view text);

}  // namespace mirrorscope::http
