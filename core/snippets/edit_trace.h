// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/snippets/snippet.h"

namespace mirrorscope::snippets {

/// Follows the lines of all parts from edit to edit, so that each line knows which edits made it what it is.
/// A step compares the text before one edit with the text after it: what differs is that edit's doing,
/// whatever the lines say, and an edit cannot forget to say so.
class EditTrace {
public:
    explicit EditTrace(std::span<const SnippetPart> faithful);
    EditTrace(const EditTrace&) = delete;  // lines look into the texts beside them
    EditTrace& operator=(const EditTrace&) = delete;

    /// `reason`: its place in SnippetText::reasons. The parts are those of before, in their order.
    void note(std::span<const SnippetPart> after, std::size_t reason);
    std::vector<PartMarks> marks() const;

private:
    struct Line {
        std::string_view text;
        std::optional<std::size_t> origin;  // of the faithful form
        LineMark mark;
    };
    struct Part {
        std::string text;
        std::vector<Line> lines;
        std::vector<LineMark> faithful;
    };
    /// Lines [firstBefore, lastBefore) became [firstAfter, lastAfter).
    struct Hunk {
        std::size_t firstBefore = 0, lastBefore = 0, firstAfter = 0, lastAfter = 0;
    };

    static void step(Part& part, const std::string& after, std::size_t reason);
    static void replace(Part& part, std::vector<Line>& now, const Hunk& hunk, std::size_t reason);
    static std::vector<Hunk> hunks(const std::vector<Line>& before, const std::vector<Line>& after);

    std::vector<Part> m_parts;
};

/// The parts of a configuration after the edits that its options ask for; none for the faithful form.
/// `render` gives Result<vector<SnippetPart>> of a configuration. The contract is left empty.
template <typename Edit, typename Configuration, typename Options, typename Render>
base::Result<SnippetText> editedSnippet(std::span<const Edit> edits, Configuration& configuration,
                                        const Options& options, Variant variant, Render render) {
    SnippetText out;
    base::Result<std::vector<SnippetPart>> parts = render(configuration);
    if (parts && variant == Variant::Hardened) {
        EditTrace trace(*parts);
        for (const Edit& edit : edits) {
            if (!edit.applies(options)) {
                continue;
            }
            edit.apply(configuration, options);
            parts = render(configuration);
            if (!parts) {
                return parts.error();
            }
            trace.note(*parts, out.reasons.size());
            out.reasons.push_back({std::string(edit.name), std::string(edit.reason)});
        }
        out.marks = trace.marks();
    }
    if (!parts) {
        return parts.error();
    }
    out.parts = std::move(*parts);
    return out;
}

}  // namespace mirrorscope::snippets
