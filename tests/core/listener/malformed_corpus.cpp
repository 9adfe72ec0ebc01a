// SPDX-License-Identifier: Apache-2.0
#include "tests/core/listener/malformed_corpus.h"

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>

namespace mirrorscope::test {
namespace {

/// Known only once bodies are decoded or the peer's trust is looked at (cases 202 to 207).
const std::set<std::string> kOfTheAnalysis{"untrusted-forwarded", "proxy-as-client",   "forwarded-invalid",
                                           "decode-failed",       "multipart-invalid", "xml-entities"};

/// Valid requests that are the last of their connection because they say so.
const std::set<int> kAskForEnd{141, 142, 200};

std::string fileBytes(const std::string& name) {
    std::ifstream file(std::string(TEST_DATA_DIR "/malformed/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

CorpusCase readCase(const boost::json::object& entry) {
    const boost::json::object& expect = entry.at("expect").as_object();
    CorpusCase one;
    one.id = entry.at("id").to_number<int>();
    one.name = entry.at("name").as_string();
    one.bytes = fileBytes(std::string(entry.at("file").as_string()));
    one.verdict = expect.at("verdict").as_string();
    one.requests = expect.at("requests").to_number<std::size_t>();
    for (const auto& flag : expect.at("flags").as_array()) {
        const std::string name(flag.as_string());
        (kOfTheAnalysis.contains(name) ? one.analysisFlags : one.flags).insert(name);
    }
    one.closes = expect.at("close_after").as_bool();
    one.asksForEnd = kAskForEnd.contains(one.id);
    if (const auto& status = expect.at("status"); !status.is_null()) {
        one.status = status.to_number<int>();
    }
    one.needsTime = one.flags.contains("head-timeout") || one.flags.contains("body-timeout");
    return one;
}

}  // namespace

std::vector<CorpusCase> malformedCorpus() {
    std::vector<CorpusCase> cases;
    const std::string text = fileBytes("index.json");
    if (text.empty()) {
        return cases;
    }
    const boost::json::value index = boost::json::parse(text);
    for (const auto& entry : index.at("cases").as_array()) {
        cases.push_back(readCase(entry.as_object()));
    }
    return cases;
}

}  // namespace mirrorscope::test
