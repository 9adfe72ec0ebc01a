// SPDX-License-Identifier: Apache-2.0
#include "core/lab/proxy_setup.h"

namespace mirrorscope::lab {

base::Result<ProxySetup> envoySetup(const SetupRequest& request) {
    const auto values = withOptions({{"--listener", onLoopback(request.recorder)},
                                     {"--origin", onLoopback(request.origin)},
                                     {"--bind", onLoopback(request.proxy)}},
                                    request);
    auto text = snippets::snippetKind("envoy")->make(values, request.variant);
    if (!text) {
        return text.error();
    }
    ProxySetup out;
    out.promised = promisedHeaders(text->contract);
    // It is a whole configuration, and needs nothing around it.
    out.files.push_back({"envoy.yaml", text->part("bootstrap")->text});
    // One worker, and no shared memory that another Envoy of this machine would meet.
    out.arguments = {"-c", "envoy.yaml", "--concurrency", "1", "--disable-hot-restart", "-l", "warning"};
    return out;
}

}  // namespace mirrorscope::lab
