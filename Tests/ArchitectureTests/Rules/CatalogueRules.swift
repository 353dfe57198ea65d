// SPDX-License-Identifier: Apache-2.0

/// The message catalogues `Sources/Definitions/Data/messages/<feature>.<language>.yml`: flat, `key: text`.
package enum CatalogueRules {
    package static let languages = ["zh-Hans", "en"]
    static let folder = "Sources/Definitions/Data/messages/"

    struct Entry: Hashable { let key: String, text: String, path: String, line: Int }

    static func entries(_ files: [SourceFile], language: String) -> [Entry] {
        files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(".\(language).yml") }.flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                guard let colon = line.firstIndex(of: ":"), let first = line.first, first.isLetter else { return nil }
                let text = line[line.index(after: colon)...].drop { $0 == " " }
                return Entry(key: String(line[..<colon]), text: String(text), path: file.path, line: index + 1)
            }
        }
    }

    /// Both languages hold the same keys with the same arguments, each key once.
    package static func unequalLanguages(_ files: [SourceFile]) -> [Violation] {
        let all = languages.map { entries(files, language: $0) }
        var found = all.flatMap(doubled)
        for (mine, other) in [(0, 1), (1, 0)] {
            let theirs = Dictionary(all[other].map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
            for entry in all[mine] {
                guard let counterpart = theirs[entry.key] else {
                    found.append(Violation(entry.path, entry.line, "\(entry.key) is missing in \(languages[other])"))
                    continue
                }
                if mine == 0, arguments(of: entry.text) != arguments(of: counterpart.text) {
                    found.append(
                        Violation(entry.path, entry.line, "\(entry.key) takes other arguments in \(languages[other])"))
                }
            }
        }
        return found
    }

    private static func doubled(_ entries: [Entry]) -> [Violation] {
        var seen: Set<String> = []
        return entries.filter { !seen.insert($0.key).inserted }.map {
            Violation($0.path, $0.line, "\($0.key) stands twice")
        }
    }

    /// The names in braces: `{count} of {total}` has two.
    static func arguments(of text: String) -> Set<Substring> {
        Set(text.matches(of: #/\{([A-Za-z]+)\}/#).map(\.output.1))
    }

    /// Every literal that looks like a key (its first part is the first part of some key) exists.
    package static func unknownKeys(_ files: [SourceFile]) -> [Violation] {
        let keys = Set(languages.flatMap { entries(files, language: $0) }.map(\.key))
        let heads = Set(keys.map { $0.prefix { $0 != "." } })
        let inSwift = files.filter { mayNameKeys($0.path) }.flatMap { file in
            LiteralRules.literals(of: file).map { (file.path, $0.line, $0.text) }
        }
        let inSwiftOnlyKeys = inSwift.filter { looksLikeKey($0.2) && heads.contains($0.2.prefix { $0 != "." }) }
        return (inSwiftOnlyKeys + templateKeys(files)).filter { !keys.contains($0.2) }.map {
            Violation($0.0, $0.1, "no catalogue holds the key \($0.2)")
        }
    }

    /// The figures of a comparison with labels have names of their own, which look like keys.
    private static func mayNameKeys(_ path: String) -> Bool {
        path.hasPrefix("Sources/") && path.hasSuffix(".swift") && !path.hasPrefix("Sources/DocumentEngine/Labels/")
    }

    private static func templateKeys(_ files: [SourceFile]) -> [(String, Int, String)] {
        files.filter(TemplateRules.isTemplate).flatMap { file in
            file.lines.enumerated().flatMap { index, line in
                line.matches(of: #/\[\[([A-Za-z0-9.]+)\]\]/#).map {
                    (file.path, index + 1, String($0.output.1))
                }
            }
        }
    }

    /// True for `plans.title`, false for `plan.docx`.
    private static func looksLikeKey(_ text: String) -> Bool {
        let endings: Set<Substring> = [
            "bin", "css", "csv", "doc", "docx", "html", "js", "json", "mustache", "odt", "ofd", "pdf", "png", "rtf",
            "sqlite",
            "svg", "txt", "xlsx",
            "xml", "yml",
        ]
        guard text.wholeMatch(of: #/[a-z][A-Za-z]*(\.[A-Za-z0-9]+)+/#) != nil else { return false }
        return text.split(separator: ".").last.map { !endings.contains($0) } ?? false
    }
}
