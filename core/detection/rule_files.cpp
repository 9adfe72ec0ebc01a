// SPDX-License-Identifier: Apache-2.0
#include "core/detection/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/base/byte_text.h"
#include "core/base/sha256.h"
#include "core/detection/rule_locations.h"

namespace mirrorscope::detection {
namespace {

namespace fs = std::filesystem;

/// Where Debian's package keeps the files that belong to /usr/share/modsecurity-crs but are configuration.
constexpr const char* kDebianSettings = "/etc/modsecurity/crs";

/// Stands where a path would in errors about our generated settings.
constexpr const char* kSettingsName = "(settings)";

struct Directories {
    fs::path root;      // of the rule set: crs-setup.conf, plugins/
    fs::path rules;     // *.conf
    fs::path settings;  // crs-setup.conf and exclusions that are not in the root; may be empty
};

std::vector<fs::path> filesWith(const fs::path& directory, std::string_view extension) {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        if (it->path().extension() == extension) {
            found.push_back(it->path());
        }
    }
    std::ranges::sort(found);
    return found;
}

Directories findDirectories(const fs::path& given) {
    Directories found{given, given, {}};
    std::error_code failed;
    if (fs::is_directory(given / "rules", failed)) {
        found.rules = given / "rules";
    } else if (given.filename() == "rules") {
        found.root = given.parent_path();
    }
    if (fs::equivalent(found.root, defaultCrsDirectory(), failed)) {
        found.settings = kDebianSettings;
    }
    return found;
}

base::Result<RuleFile> readFile(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    RuleFile file{path, {std::istreambuf_iterator<char>(in), {}}};
    if (!in.is_open() || in.bad()) {
        return base::Error{base::ErrorCode::RulesInvalid, {path.string(), "0", std::strerror(errno)}};
    }
    return file;
}

bool isFile(const fs::path& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

/// crs-setup.conf as its administrator left it, else the example that a CRS checkout brings.
std::vector<fs::path> setupFile(const Directories& at) {
    for (const fs::path& directory : {at.settings, at.root, at.rules}) {
        for (const char* name : {"crs-setup.conf", "crs-setup.conf.example"}) {
            if (!directory.empty() && isFile(directory / name)) {
                return {directory / name};
            }
        }
    }
    return {};
}

/// Response phases never run: there is no response. RESPONSE-999 holds the exclusions at configuration time.
bool isForResponses(std::string_view name) {
    return name.starts_with("RESPONSE-") && !name.starts_with("RESPONSE-999");
}

bool evaluatesOrFollows(std::string_view name) {
    return name.starts_with("REQUEST-949") || name.starts_with("REQUEST-99") ||
           name.starts_with("RESPONSE-999");
}

struct Order {
    std::vector<fs::path> before;  // configuration and exclusions
    std::vector<fs::path> rules;
    std::vector<fs::path> after;  // evaluation and what follows it
};

void orderRules(const Directories& at, Order& order) {
    for (const fs::path& path : filesWith(at.rules, ".conf")) {
        const std::string name = path.filename().string();
        if (isForResponses(name) || name == "crs-setup.conf") {
            continue;
        }
        (evaluatesOrFollows(name) ? order.after : order.rules).push_back(path);
    }
}

/// CRS 4 plugins (NAME-config.conf, NAME-before.conf, NAME-after.conf) and Debian's exclusion files.
void orderExtras(const Directories& at, Order& order) {
    for (const fs::path& path : filesWith(at.root / "plugins", ".conf")) {
        const std::string name = path.filename().string();
        (name.ends_with("-after.conf") ? order.after : order.before).push_back(path);
    }
    if (at.settings.empty()) {
        return;
    }
    for (const fs::path& path : filesWith(at.settings, ".conf")) {
        const std::string name = path.filename().string();
        if (name.starts_with("REQUEST-900")) {
            order.before.push_back(path);
        } else if (name.starts_with("RESPONSE-999")) {
            order.after.push_back(path);
        }
    }
}

/// Options as SecLang, after crs-setup so that they win over it. Both generations of names are set: CRS 3.3
/// reads the first two, CRS 4 the next two. A set without crs-setup gets what CRS 901001 insists on, and one
/// without CRS 901 the weight that our own pack adds.
std::string settingsText(const EngineOptions& options) {
    return fmt::format(
        "SecArgumentsLimit {2}\n"
        "SecAction \"id:9900010,phase:1,t:none,pass,nolog,"
        "setvar:tx.paranoia_level={0},setvar:tx.executing_paranoia_level={0},"
        "setvar:tx.blocking_paranoia_level={0},setvar:tx.detection_paranoia_level={0},"
        "setvar:tx.inbound_anomaly_score_threshold={1}\"\n"
        "SecRule &TX:crs_setup_version \"@eq 0\" \"id:9900011,phase:1,t:none,pass,nolog,"
        "setvar:tx.crs_setup_version=400\"\n"
        "SecRule &TX:critical_anomaly_score \"@eq 0\" \"id:9900012,phase:1,t:none,pass,nolog,"
        "setvar:tx.critical_anomaly_score=5\"\n",
        options.paranoia, options.threshold, options.valueBudget);
}

/// The digits and dots behind `mark`, e.g. 3.3.4 in ver:'OWASP_CRS/3.3.4'.
std::string versionAfter(std::string_view text, std::string_view mark) {
    const auto at = text.find(mark);
    if (at == text.npos) {
        return {};
    }
    text.remove_prefix(at + mark.size());
    std::string_view version = text.substr(0, text.find_first_not_of("0123456789."));
    while (version.ends_with('.')) {
        version.remove_suffix(1);
    }
    return std::string(version);
}

/// "334" → "3.3.4", "4250" → "4.25.0".
std::string dotted(std::string digits) {
    if (digits.size() >= 3) {
        digits.insert(digits.size() - 1, ".");
        digits.insert(1, ".");
    }
    return digits;
}

std::string findLabel(const std::vector<RuleFile>& files, const fs::path& given) {
    for (const RuleFile& file : files) {
        if (const std::string version = versionAfter(file.text, "ver:'OWASP_CRS/"); !version.empty()) {
            return "CRS " + version;
        }
    }
    for (const RuleFile& file : files) {
        const std::string digits = versionAfter(file.text, "setvar:tx.crs_setup_version=");
        if (!digits.empty() && file.path.filename() != kSettingsName) {
            return "CRS " + dotted(digits);
        }
    }
    const fs::path clean = given.lexically_normal();
    return (clean.has_filename() ? clean : clean.parent_path()).filename().string();
}

base::Result<std::string> findDigest(const std::vector<RuleFile>& files, const Directories& at) {
    base::Sha256Stream all;
    const auto add = [&all](const RuleFile& file) {
        all.update(file.path.filename().string());
        all.update({"\0", 1});
        all.update(std::to_string(file.text.size()));
        all.update({"\0", 1});
        all.update(file.text);
    };
    std::ranges::for_each(files, add);
    for (const fs::path& path : filesWith(at.rules, ".data")) {
        const auto data = readFile(path);
        if (!data) {
            return data.error();
        }
        add(*data);
    }
    const base::Sha256 digest = all.finish();
    return base::toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

base::Result<RuleFiles> readRuleFiles(const EngineOptions& options) {
    const fs::path given = options.rules.empty() ? defaultCrsDirectory() : options.rules;
    const fs::path own = options.ownRules.empty() ? ownRulesDirectory() : options.ownRules;
    const Directories at = findDirectories(given);
    Order order;
    orderRules(at, order);
    if (order.rules.empty() && order.after.empty()) {
        return base::Error{base::ErrorCode::RulesMissing, {given.string()}};
    }
    if (!isFile(own / "engine.conf")) {
        return base::Error{base::ErrorCode::RulesMissing,
                           {own.empty() ? "share/mirrorscope/rules" : own.string()}};
    }
    orderExtras(at, order);

    RuleFiles result;
    const auto read = [&result](const std::vector<fs::path>& paths) -> base::Result<void> {
        for (const fs::path& path : paths) {
            auto file = readFile(path);
            if (!file) {
                return file.error();
            }
            result.files.push_back(std::move(*file));
        }
        return {};
    };
    for (const auto& paths : {std::vector<fs::path>{own / "engine.conf"}, setupFile(at)}) {
        if (const auto done = read(paths); !done) {
            return done.error();
        }
    }
    result.files.push_back({kSettingsName, settingsText(options)});
    for (const auto& paths :
         {order.before, order.rules, filesWith(own / "mirrorscope", ".conf"), order.after}) {
        if (const auto done = read(paths); !done) {
            return done.error();
        }
    }
    result.label = findLabel(result.files, given);
    auto digest = findDigest(result.files, at);
    if (!digest) {
        return digest.error();
    }
    result.digest = std::move(*digest);
    return result;
}

}  // namespace mirrorscope::detection
