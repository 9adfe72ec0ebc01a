// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/head_values.h"

#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/jwt_tree.h"
#include "core/bodies/nested_values.h"

namespace mirrorscope::bodies {
namespace {

constexpr std::array<std::string_view, 3> kTokenHeaders{"Authorization", "Proxy-Authorization",
                                                        "X-Amzn-Oidc-Data"};

class HeadReader {
public:
    HeadReader(std::shared_ptr<const std::string> head, const base::CancelToken& cancel)
        : m_head(std::move(head)), m_cancel(cancel), m_tree(m_head) {}

    BodyTree run() {
        const http::Head head(*m_head);
        for (const http::Field& field : head.fields()) {
            if (base::equalsIgnoreCase(field.name, "Cookie")) {
                takeCookies(field.value);
            } else if (std::ranges::any_of(kTokenHeaders, [&field](std::string_view name) {
                           return base::equalsIgnoreCase(field.name, name);
                       })) {
                takeToken(field);
            }
        }
        readNested(m_tree, m_cancel);
        return m_tree.build();
    }

private:
    /// With or without a scheme before it (RFC 6750 2.1).
    void takeToken(const http::Field& field) {
        const std::size_t space = field.value.find(' ');
        const std::string_view token =
            http::trimmed(field.value.substr(space == std::string_view::npos ? 0 : space));
        if (looksLikeJwt(token)) {
            readJwt(m_tree, 0, spanOf(token), kRoot, spanOf(field.name), m_cancel);
        }
    }

    void takeCookies(std::string_view list) {
        while (!list.empty() && ++m_cookies <= kMostCookies) {
            const std::size_t end = std::min(list.find(';'), list.size());
            const std::string_view pair = http::trimmed(list.substr(0, end));
            const std::size_t equals = std::min(pair.find('='), pair.size());
            if (!pair.empty()) {
                m_tree.add(NodeType::Cookie, kRoot, 0, spanOf(pair.substr(0, equals)),
                           spanOf(pair.substr(std::min(equals + 1, pair.size()))));
            }
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    Span spanOf(std::string_view part) const {
        return {static_cast<std::uint32_t>(part.data() - m_head->data()),
                static_cast<std::uint32_t>(part.size())};
    }

    std::shared_ptr<const std::string> m_head;
    const base::CancelToken& m_cancel;
    TreeBuilder m_tree;
    std::size_t m_cookies = 0;
};

}  // namespace

BodyTree readHeadValues(std::shared_ptr<const std::string> head, const base::CancelToken& cancel) {
    return HeadReader(std::move(head), cancel).run();
}

}  // namespace mirrorscope::bodies
