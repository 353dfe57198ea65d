// SPDX-License-Identifier: Apache-2.0

/// Habits of the code that the compiler can't keep.
package enum HabitRules {
    /// Only the executable talks to the terminal.
    package static func printing(_ file: SourceFile) -> [Violation] {
        guard let target = file.target, target != "jiedui" else { return [] }
        return calls(["print", "debugPrint", "dump", "NSLog"], in: file).map {
            Violation(file.path, $0.line, "\($0.name)( belongs to the executable; use the log")
        }
    }

    /// Bad input gets a typed error, never a crash.
    package static func crashing(_ file: SourceFile) -> [Violation] {
        guard file.target != nil else { return [] }
        let places = file.swift.lines.enumerated().flatMap { index, line in
            ["try!", "as!"].filter { line.code.contains($0) }.map { (index + 1, $0) }
        }
        return places.map { Violation(file.path, $0.0, "\($0.1) can crash on outside data; throw a typed error") }
    }

    /// Declarations for other targets are `package`: the program is no library.
    package static func publicDeclaration(_ file: SourceFile) -> [Violation] {
        guard file.target != nil else { return [] }
        return declarations(marked: ["public", "open"], in: file).map {
            Violation(file.path, $0.line, "\($0.name) is for libraries; across targets use package")
        }
    }

    /// What an operation writes leaves its event in the chain: `UseCases.write` sees to it, and it alone (with the one
    /// step that makes the chain, and the restore, which brings the chain) writes to the database.
    package static func unrecordedWrite(_ file: SourceFile) -> [Violation] {
        let exempt: Set = ["write.swift", "chainOldRecord.swift", "restoreBackup.swift"]
        guard file.target == "UseCases", !exempt.contains(file.name) else { return [] }
        return file.swift.lines.enumerated().filter { $0.element.code.contains("database.write") }.map {
            Violation(file.path, $0.offset + 1, "database.write leaves no event; use write, or writeWithoutEvent")
        }
    }

    /// Who switches the check for data races off names the lock that does its work, in a comment above or beside.
    package static func unnamedLock(_ file: SourceFile) -> [Violation] {
        let lines = file.swift.lines
        return lines.indices.compactMap { index in
            guard ["@unchecked Sendable", "nonisolated(unsafe)"].contains(where: lines[index].code.contains) else {
                return nil
            }
            let comment = lines[max(0, index - 4)...index].map(\.comment).joined(separator: " ").lowercased()
            if ["lock", "mutex", "one thread", "immutable", "never changes"].contains(where: comment.contains) {
                return nil
            }
            return Violation(file.path, index + 1, "name the lock that keeps this safe in the comment above")
        }
    }

    /// Tests use swift-testing, and wait for what happens instead of for time.
    package static func testHabit(_ file: SourceFile) -> [Violation] {
        guard file.path.hasPrefix("Tests/") else { return [] }
        let old = ImportRules.imports(of: file).filter { $0.module == "XCTest" }.map {
            Violation(file.path, $0.line, "tests import Testing, not XCTest")
        }
        let sleeps = file.swift.lines.enumerated().filter {
            $0.element.code.contains("Task.sleep") || $0.element.code.contains("usleep(")
        }
        return old
            + sleeps.map { Violation(file.path, $0.offset + 1, "a test doesn't sleep; wait for the event itself") }
    }

    /// A type that other targets see says in a sentence what it is.
    package static func undocumentedType(_ file: SourceFile) -> [Violation] {
        guard file.target != nil else { return [] }
        let lines = file.swift.lines
        return lines.indices.compactMap { index in
            let pattern = #/^\s*package (?:final |indirect )?(?:struct|enum|protocol|actor|class) (\w+)/#
            guard let match = lines[index].code.firstMatch(of: pattern) else { return nil }
            var above = index - 1
            while above >= 0, lines[above].code.drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            // A comment of documentation is a line comment whose text begins with the third stroke.
            if above >= 0, lines[above].comment.hasPrefix("/") { return nil }
            return Violation(file.path, index + 1, "\(match.output.1) lacks a sentence that says what it is")
        }
    }

    private static func calls(_ names: Set<String>, in file: SourceFile) -> [(line: Int, name: String)] {
        file.swift.lines.enumerated().flatMap { index, line in
            names.sorted().filter { containsCall(of: $0, line.code) }.map { (index + 1, $0) }
        }
    }

    /// True where `name(` stands by itself: no member of something, no part of a longer word, no declaration.
    private static func containsCall(of name: String, _ code: String) -> Bool {
        code.ranges(of: name + "(").contains { range in
            let before = code[..<range.lowerBound]
            if before.hasSuffix("func ") { return false }
            guard let last = before.last else { return true }
            return !(last.isLetter || last.isNumber || last == "_" || last == ".")
        }
    }

    private static func declarations(
        marked names: Set<Substring>, in file: SourceFile
    ) -> [(line: Int, name: Substring)] {
        let following: Set<Substring> = [
            "func", "var", "let", "struct", "class", "enum", "protocol", "actor", "extension", "init", "typealias",
            "static", "final", "import", "subscript",
        ]
        return file.swift.lines.enumerated().flatMap { index, line in
            let words = line.code.split { !($0.isLetter || $0 == "_") }
            return zip(words, words.dropFirst()).filter { names.contains($0.0) && following.contains($0.1) }
                .map { (index + 1, $0.0) }
        }
    }
}
