// SPDX-License-Identifier: Apache-2.0

/// Who may import whom.
package enum ImportRules {
    /// The modules that a file imports, with their lines.
    package static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
        file.swift.lines.enumerated().compactMap { index, line in
            let words = line.code.split(separator: " ").drop {
                $0.hasPrefix("@") || ["package", "internal", "private", "fileprivate", "public"].contains($0)
            }
            guard words.first == "import", let last = words.last, words.count >= 2 else { return nil }
            // `import struct Foundation.Data` names the module in front of the point.
            return (index + 1, String(last.prefix { $0 != "." }))
        }
    }

    /// Each target imports only what the table of rooms lets it import.
    package static func forbiddenImports(_ file: SourceFile) -> [Violation] {
        guard let target = file.target else { return [] }
        guard let room = Targets.rooms[target] else {
            return [Violation(file.path, 1, "the target \(target) isn't in the table of rooms (Rules/Targets.swift)")]
        }
        return imports(of: file).compactMap { line, module in
            if Targets.everywhere.contains(module) || room.own.contains(module) || room.outside.contains(module) {
                return nil
            }
            return Violation(file.path, line, "\(target) may not import \(module)")
        }
    }

    /// `module` is imported only inside `rooms`, wherever the file lies, tests included.
    package static func confine(_ module: String, to rooms: Set<String>, _ file: SourceFile) -> [Violation] {
        guard let target = file.target, !rooms.contains(target) else { return [] }
        return imports(of: file).filter { $0.module == module }.map {
            Violation(file.path, $0.line, "only \(rooms.sorted().joined(separator: ", ")) may import \(module)")
        }
    }

    /// The table itself runs downwards only: no target reaches itself.
    package static func cycles(in rooms: [String: Targets.Room]) -> [String] {
        rooms.keys.sorted().filter { start in
            var seen: Set<String> = []
            var waiting = Array(rooms[start]?.own ?? [])
            while let next = waiting.popLast() {
                if seen.insert(next).inserted { waiting.append(contentsOf: rooms[next]?.own ?? []) }
            }
            return seen.contains(start)
        }
    }
}
