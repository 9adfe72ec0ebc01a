// SPDX-License-Identifier: Apache-2.0
#include "core/lab/proxy_setup.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "core/lab/lab_options.h"

namespace mirrorscope::lab {
namespace {

std::string allowedOptions(const snippets::SnippetKind& kind) {
    std::string out;
    for (const snippets::OptionInfo& info : kind.options) {
        if (!isLabsOwnOption(info.name)) {
            out += (out.empty() ? "" : ", ") + std::string(info.name.substr(2));
        }
    }
    return out;
}

base::Result<void> checkOptions(const SetupRequest& request) {
    const auto* kind = snippets::snippetKind(proxyName(request.program.kind));
    for (const snippets::OptionValue& option : request.options) {
        const bool isKnown =
            std::ranges::any_of(kind->options, [&](const auto& info) { return info.name == option.name; });
        if (!isKnown || isLabsOwnOption(option.name)) {
            return base::Error{base::ErrorCode::InvalidArgument,
                               {"--option", option.name.substr(2) + "=" + option.value,
                                "one of " + allowedOptions(*kind) +
                                    (isKnown ? " (the lab sets " + option.name.substr(2) + " itself)" : "")}};
        }
    }
    return {};
}

/// What the user's options say about what must arrive.
void readShare(const SetupRequest& request, ProxySetup& setup) {
    for (const snippets::OptionValue& option : request.options) {
        if (option.name == "--percentage") {
            setup.percentage = std::strtod(option.value.c_str(), nullptr);
        } else if (option.name == "--body") {
            setup.hasBodies = option.value == "on";
        } else if (option.name == "--path") {
            setup.path = option.value;
        }
    }
}

}  // namespace

base::Result<ProxySetup> makeSetup(const SetupRequest& request) {
    if (auto checked = checkOptions(request); !checked) {
        return checked.error();
    }
    auto setup = request.program.kind == ProxyKind::Nginx   ? nginxSetup(request)
                 : request.program.kind == ProxyKind::Envoy ? envoySetup(request)
                                                            : traefikSetup(request);
    if (setup) {
        readShare(request, *setup);
    }
    return setup;
}

std::vector<snippets::OptionValue> withOptions(std::vector<snippets::OptionValue> own,
                                               const SetupRequest& request) {
    own.insert(own.end(), request.options.begin(), request.options.end());
    return own;
}

std::vector<std::string> promisedHeaders(const snippets::Contract& contract) {
    std::vector<std::string> names;
    for (const snippets::ContractHeader& header : contract.headers) {
        if (header.always) {
            names.push_back(header.name);
        }
    }
    return names;
}

std::string onLoopback(std::uint16_t port) {
    return "127.0.0.1:" + std::to_string(port);
}

}  // namespace mirrorscope::lab
