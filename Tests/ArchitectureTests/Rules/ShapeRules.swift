// SPDX-License-Identifier: Apache-2.0

/// How files, functions and names look.
package enum ShapeRules {
    package static let longestFile = 500
    package static let longestFunction = 60

    package static func licenceHeader(_ file: SourceFile) -> [Violation] {
        // The first line of a manifest must name the tools version, that of a script its interpreter.
        let head = file.lines.prefix(file.name == "Package.swift" || file.text.hasPrefix("#!") ? 2 : 1)
        if head.contains(where: { $0.hasSuffix("SPDX-License-Identifier: Apache-2.0") }) { return [] }
        return [Violation(file.path, 1, "the first line must be // SPDX-License-Identifier: Apache-2.0")]
    }

    package static func fileLength(_ file: SourceFile) -> [Violation] {
        let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
        if count <= longestFile { return [] }
        return [Violation(file.path, longestFile + 1, "\(count) lines; a file has at most \(longestFile)")]
    }

    /// Lines from the one that names the function to its closing brace.
    package static func functionLength(_ file: SourceFile) -> [Violation] {
        functions(of: file).filter { $0.lines > longestFunction }.map {
            Violation(
                file.path, $0.start, "\($0.name) has \($0.lines) lines; a function has at most \(longestFunction)")
        }
    }

    /// A file is named for its noun or step, never for being useful.
    package static func vagueName(_ file: SourceFile) -> [Violation] {
        let vague = ["Utils", "Utilities", "Helper", "Helpers", "Common", "Manager", "Service", "Handler", "Misc"]
        return file.parts.compactMap { part in
            let stem = part.hasSuffix(".swift") ? String(part.dropLast(6)) : part
            guard let word = vague.first(where: { stem.hasSuffix($0) }) else { return nil }
            return Violation(file.path, 1, "'\(word)' in the name \(part) doesn't say what is inside")
        }
    }

    /// In targets cut by features, the folders at the top are feature words.
    package static func featureFolder(_ file: SourceFile) -> [Violation] {
        guard let target = file.target, let extra = Targets.rooms[target]?.folders, file.parts.count > 3 else {
            return []
        }
        let folder = file.parts[2]
        if Targets.features.contains(folder) || extra.contains(folder) { return [] }
        return [Violation(file.path, 1, "\(folder) is no feature word (docs/glossary.md)")]
    }

    struct Function { let name: String, start: Int, lines: Int }

    /// Functions and initialisers with a body, nested ones too.
    static func functions(of file: SourceFile) -> [Function] {
        var found: [Function] = []
        var open: [(name: String, start: Int, depth: Int)] = []
        var waiting: (name: String, start: Int)?
        var depth = 0
        var parentheses = 0
        for (index, line) in file.swift.lines.enumerated() {
            if let name = declaredFunction(in: line.code) { (waiting, parentheses) = ((name, index + 1), 0) }
            for character in line.code {
                switch character {
                case "(": parentheses += 1
                case ")": parentheses -= 1
                case "{":
                    depth += 1
                    // A brace inside the parentheses is a default value, not the body.
                    if let function = waiting, parentheses <= 0 {
                        open.append((function.name, function.start, depth))
                        waiting = nil
                    }
                case "}":
                    if let last = open.last, last.depth == depth {
                        found.append(Function(name: last.name, start: last.start, lines: index + 2 - last.start))
                        open.removeLast()
                    }
                    depth -= 1
                    // A requirement of a protocol has no body; its search ends with the protocol.
                    waiting = nil
                default: break
                }
            }
        }
        return found
    }

    private static func declaredFunction(in code: String) -> String? {
        let words = code.split { $0 == " " || $0 == "\t" }
        if let index = words.firstIndex(of: "func"), index + 1 < words.count {
            return String(words[index + 1].prefix { $0 != "(" && $0 != "<" })
        }
        return words.contains { $0.hasPrefix("init(") || $0.hasPrefix("init?(") || $0.hasPrefix("init<") }
            ? "init" : nil
    }
}
