// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_dump.h"

#include <fnmatch.h>

#include <algorithm>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {
namespace {

constexpr std::string_view kMark = "# configuration file ";

/// Files included by files; more is a circle.
constexpr std::size_t kMostNestedIncludes = 16;

/// Places of a file become those of the dump.
void shift(NginxItem& item, const NginxDumpFile& file) {
    const auto moved = [&](TextPlace& place) {
        place.line += file.firstLine - 1;
        place.offset += file.offset;
    };
    moved(item.place);
    for (NginxWord& word : item.arguments) {
        moved(word.place);
    }
    for (const auto& child : item.children) {
        shift(*child, file);
    }
}

class Joiner {
public:
    explicit Joiner(const std::vector<NginxDumpFile>& files) : m_files(files) {}

    base::Result<NginxTree> join() {
        for (const NginxDumpFile& file : m_files) {
            auto tree = readNginx(file.text, file.path);
            if (!tree) {
                return tree.error();
            }
            for (const auto& item : tree->root->children) {
                shift(*item, file);
            }
            m_trees.push_back(std::move(*tree));
        }
        NginxTree out{std::make_unique<NginxItem>()};
        out.root->isBlock = true;
        if (auto done = copyInto(*out.root, *m_trees.front().root, 0); !done) {
            return done.error();
        }
        return out;
    }

private:
    /// Children of `from` as children of `to`, includes resolved.
    base::Result<void> copyInto(NginxItem& to, const NginxItem& from, std::size_t depth) {
        for (const auto& item : from.children) {
            // Includes count too: empty files that include each other bring no directive.
            if (++m_copied > kMostIncludedItems) {
                return error(*item, "the includes bring more than " + std::to_string(kMostIncludedItems) +
                                        " directives");
            }
            if (item->is("include") && !item->isBlock) {
                if (auto done = include(to, *item, depth); !done) {
                    return done;
                }
                continue;
            }
            NginxItem& copy = add(to, *item);
            if (auto done = copyInto(copy, *item, depth); !done) {
                return done;
            }
        }
        return {};
    }

    base::Result<void> include(NginxItem& to, const NginxItem& item, std::size_t depth) {
        const std::string pattern = wholePath(item.argument(0));
        bool isFound = pattern.find_first_of("*?[") != pattern.npos;
        if (depth >= kMostNestedIncludes) {
            return error(item, "files include each other");
        }
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            if (::fnmatch(pattern.c_str(), m_files[i].path.c_str(), FNM_PATHNAME | FNM_PERIOD) != 0) {
                continue;
            }
            isFound = true;
            if (auto done = copyInto(to, *m_trees[i].root, depth + 1); !done) {
                return done;
            }
        }
        if (!isFound) {
            add(to, item);
        }
        return {};
    }

    /// Without its children.
    NginxItem& add(NginxItem& to, const NginxItem& item) {
        auto copy = std::make_unique<NginxItem>();
        copy->name = item.name;
        copy->arguments = item.arguments;
        copy->parent = &to;
        copy->isBlock = item.isBlock;
        copy->place = item.place;
        to.children.push_back(std::move(copy));
        return *to.children.back();
    }

    /// Relative to the folder of the main file, as nginx takes it.
    std::string wholePath(std::string_view path) const {
        const std::string& main = m_files.front().path;
        return path.starts_with('/') ? std::string(path)
                                     : main.substr(0, main.rfind('/') + 1) + std::string(path);
    }

    base::Error error(const NginxItem& item, std::string_view reason) const {
        const NginxDumpFile* file = dumpFileAt(m_files, item.place.line);
        return unreadableText(file->path, item.place.line - file->firstLine + 1, item.place.column, reason);
    }

    const std::vector<NginxDumpFile>& m_files;
    std::vector<NginxTree> m_trees;
    std::size_t m_copied = 0;
};

}  // namespace

std::vector<NginxDumpFile> nginxDumpFiles(std::string_view text) {
    std::vector<NginxDumpFile> files;
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view here = text.substr(at, end - at);
        const std::size_t next = std::min(end + 1, text.size());
        if (here.starts_with(kMark) && here.ends_with(':')) {
            const std::string_view path = here.substr(kMark.size(), here.size() - kMark.size() - 1);
            files.push_back({std::string(path), text.substr(next), next, line + 1});
        }
        at = next;
    }
    for (std::size_t i = 0; i + 1 < files.size(); ++i) {
        const std::size_t markLength = kMark.size() + files[i + 1].path.size() + 2;
        files[i].text = files[i].text.substr(0, files[i + 1].offset - markLength - files[i].offset);
    }
    return files;
}

const NginxDumpFile* dumpFileAt(const std::vector<NginxDumpFile>& files, std::size_t line) {
    const auto behind = std::ranges::upper_bound(files, line, {}, &NginxDumpFile::firstLine);
    return behind == files.begin() ? nullptr : &*std::prev(behind);
}

base::Result<NginxTree> readNginxDump(const std::vector<NginxDumpFile>& files) {
    return Joiner(files).join();
}

}  // namespace mirrorscope::snippets::lint
