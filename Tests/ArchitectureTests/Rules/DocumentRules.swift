// SPDX-License-Identifier: Apache-2.0

/// The documents for people: they point at what exists.
package enum DocumentRules {
    /// Each relative link of a document leads to a file or folder of the repository. `exists` is asked for the path
    /// from the root.
    package static func brokenLinks(_ file: SourceFile, exists: (String) -> Bool) -> [Violation] {
        guard file.path.hasSuffix(".md") else { return [] }
        return file.lines.enumerated().flatMap { index, line in
            line.matches(of: #/\]\(([^)#\s]+)(#[^)\s]*)?\)/#).map(\.output.1).filter { link in
                !link.contains("://") && !link.hasPrefix("mailto:")
                    && !exists(resolve(String(link), from: file.path))
            }.map { Violation(file.path, index + 1, "the link \($0) leads nowhere") }
        }
    }

    /// Each name of code in the glossary (`between backquotes` in the second column) is declared in the sources.
    package static func unknownNames(_ glossary: SourceFile, sources: [SourceFile]) -> [Violation] {
        let words = sources.reduce(into: Set<Substring>()) { words, file in
            words.formUnion(file.text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
        }
        return glossary.lines.enumerated().flatMap { index, line -> [Violation] in
            let columns = line.split(separator: "|")
            guard line.hasPrefix("|"), columns.count >= 3 else { return [] }
            return columns[1].matches(of: #/`\.?([A-Za-z.]+)`/#).map(\.output.1).filter { name in
                !name.split(separator: ".").allSatisfy(words.contains)
            }.map { Violation(glossary.path, index + 1, "nothing in the sources is called \($0)") }
        }
    }

    /// Each setting of the table stands in the document for operators, by its name in the environment.
    package static func undocumentedSettings(_ table: SourceFile, in document: SourceFile) -> [Violation] {
        table.lines.enumerated().flatMap { index, line in
            line.matches(of: #/name: "([A-Za-z]+)"/#).map { environmentName(String($0.output.1)) }.filter {
                !document.text.contains("`\($0)`")
            }.map { Violation(table.path, index + 1, "\($0) is missing in \(document.path)") }
        }
    }

    private static func environmentName(_ name: String) -> String {
        name.reduce("JIEDUI_") { $0 + ($1.isUppercase ? "_" : "") + $1.uppercased() }
    }

    static func resolve(_ link: String, from path: String) -> String {
        var parts = path.split(separator: "/").dropLast().map(String.init)
        for part in link.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
