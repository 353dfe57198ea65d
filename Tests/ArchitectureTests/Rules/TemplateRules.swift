// SPDX-License-Identifier: Apache-2.0

/// The page templates `Sources/Web/Resources/templates/**.mustache`.
package enum TemplateRules {
    package static func isTemplate(_ file: SourceFile) -> Bool {
        file.path.hasPrefix("Sources/Web/Resources/") && file.path.hasSuffix(".mustache")
    }

    /// Whatever a person reads comes from a catalogue: neither text nor a spoken attribute holds bare words.
    package static func bareText(_ file: SourceFile) -> [Violation] {
        visible(in: file.text).enumerated().flatMap { index, line in
            words(in: line).map { Violation(file.path, index + 1, "bare text '\($0)'; take it from a catalogue") }
        }
    }

    /// A content-security policy without inline script and style forbids these.
    package static func inlineScript(_ file: SourceFile) -> [Violation] {
        file.lines.enumerated().filter { _, line in
            line.contains(#/<script(?![^>]*\ssrc=)/#) || line.contains(#/\son[a-z]+\s*=\s*["']/#)
                || line.contains(#/\sstyle\s*=\s*["']/#) || line.contains("javascript:") || line.contains("<style")
        }.map { Violation(file.path, $0.offset + 1, "the content-security policy forbids inline script and style") }
    }

    /// The lines of the text that a visitor reads or hears: between the tags, and in spoken attributes.
    private static func visible(in text: String) -> [String] {
        let spoken = ["title", "placeholder", "aria-label", "alt", "data-confirm", "hx-confirm"]
        var output = ""
        var rest = withoutMarks(text)[...]
        while let open = rest.firstIndex(of: "<") {
            output += rest[..<open]
            let isComment = rest[open...].hasPrefix("<!--")
            let close = isComment ? rest[open...].firstRange(of: "-->")?.upperBound : endOfTag(rest[open...])
            let tag = rest[open..<(close ?? rest.endIndex)]
            if !isComment {
                for name in spoken {
                    for match in tag.matches(of: #/\s([a-z-]+)\s*=\s*"([^"]*)"/#) where match.output.1 == name {
                        output += " " + match.output.2 + " "
                    }
                }
            }
            output += " " + String(repeating: "\n", count: tag.count { $0 == "\n" })
            rest = rest[(close ?? rest.endIndex)...]
        }
        return (output + rest).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The index behind the `>` that closes a tag; one inside quotes doesn't.
    private static func endOfTag(_ tag: Substring) -> Substring.Index? {
        var quote: Character?
        for index in tag.indices {
            let character = tag[index]
            if quote != nil {
                if character == quote { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == ">" {
                return tag.index(after: index)
            }
        }
        return nil
    }

    /// The text without its Mustache tags and without the marks that are filled before it is parsed: sentences
    /// (`[[plans.title]]`), links (`[[@plan id]]`) and assets (`[[#jiedui.css]]`). The block `frame` fills a class
    /// attribute; what stands in `kbd` is engraved on keys.
    private static func withoutMarks(_ text: String) -> String {
        text.replacing(#/\{\{\$frame\}\}[a-z -]*\{\{\/frame\}\}/#, with: "")
            .replacing(#/<kbd>[^<]*<\/kbd>/#, with: "")
            .replacing(#/\[\[[^\]]*\]\]/#, with: "")
            .replacing(#/\{\{\{[^}]*\}\}\}/#, with: "")
            .replacing(#/\{\{[^}]*\}\}/#, with: "")
    }

    private static func words(in line: String) -> [String] {
        let plain = line.replacing(#/&[a-z#0-9]+;/#, with: " ")
        let latin = plain.matches(of: #/[A-Za-z]{2,}/#).map { String($0.output) }
        let chinese = plain.split { !LiteralRules.isChinese($0) }.map(String.init)
        return latin.filter { !["Jiedui"].contains($0) } + chinese
    }
}
