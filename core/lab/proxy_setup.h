// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/lab/proxy_program.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::lab {

/// What a proxy is configured for. Everything is on 127.0.0.1.
struct SetupRequest {
    ProxyProgram program;
    snippets::Variant variant = snippets::Variant::Hardened;
    std::vector<snippets::OptionValue> options{};  // of the snippet, as the user gave them
    std::uint16_t recorder = 0;                    // gets the copies
    std::uint16_t origin = 0;                      // answers
    std::uint16_t proxy = 0;                       // where clients come
};

struct SetupFile {
    std::string name;
    std::string text;
};

/// A configuration that can run, made of the generated snippet and the least around it.
struct ProxySetup {
    std::vector<SetupFile> files;        // the first is the main one
    std::vector<std::string> arguments;  // of the program, run in the directory of the files
    std::vector<std::string> promised;   // headers that every copy carries
    std::string path = "/";              // that is mirrored
    double percentage = 100;
    bool hasBodies = true;
    std::string remark{};  // what stands there beside the snippet, and matters; may be empty
};

/// InvalidArgument names option, value and expectation.
base::Result<ProxySetup> makeSetup(const SetupRequest& request);

// One a kind; makeSetup() has looked at the options.
base::Result<ProxySetup> nginxSetup(const SetupRequest& request);
base::Result<ProxySetup> envoySetup(const SetupRequest& request);
base::Result<ProxySetup> traefikSetup(const SetupRequest& request);

/// The request's options with those of the lab in front.
std::vector<snippets::OptionValue> withOptions(std::vector<snippets::OptionValue> own,
                                               const SetupRequest& request);
std::vector<std::string> promisedHeaders(const snippets::Contract& contract);
/// "127.0.0.1:8445"
std::string onLoopback(std::uint16_t port);

}  // namespace mirrorscope::lab
