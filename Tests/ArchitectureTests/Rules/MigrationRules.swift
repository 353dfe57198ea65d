// SPDX-License-Identifier: Apache-2.0

/// The steps of the schema, `Sources/Storage/Migrations/NNN-name.swift`: append only, one file each, all listed.
package enum MigrationRules {
    static let folder = "Sources/Storage/Migrations/"

    /// Numbers run from 1 without a gap, each file holds the migration that its name tells, and the list in
    /// Migrations.swift holds all of them in this order.
    package static func badMigrations(_ files: [SourceFile]) -> [Violation] {
        let numbered = files.filter { $0.path.hasPrefix(folder) && $0.name.first?.isNumber == true }
            .sorted { $0.name < $1.name }
        guard let list = files.first(where: { $0.path == folder + "Migrations.swift" }) else {
            return numbered.isEmpty
                ? [] : [Violation(folder + "Migrations.swift", 1, "the list of migrations is missing")]
        }
        var found: [Violation] = []
        var names: [String] = []
        for (index, file) in numbered.enumerated() {
            guard let match = file.name.wholeMatch(of: #/(\d{3})-([a-z][A-Za-z]*)\.swift/#) else {
                found.append(Violation(file.path, 1, "a migration's file is called NNN-name.swift"))
                continue
            }
            let (number, name) = (Int(match.output.1) ?? 0, String(match.output.2))
            names.append(name)
            if number != index + 1 {
                found.append(Violation(file.path, 1, "the next migration has number \(index + 1)"))
            }
            let beginning = file.text.split { $0.isWhitespace }.joined(separator: " ").replacing("( ", with: "(")
            if !beginning.contains("Migration(\(number), \"\(name)\"") {
                found.append(Violation(file.path, 1, "the file must hold Migration(\(number), \"\(name)\", …)"))
            }
        }
        if listed(in: list) != names {
            found.append(Violation(list.path, 1, "the list must hold, in this order: \(names.joined(separator: ", "))"))
        }
        return found
    }

    /// The names between the brackets of `static let all: [Migration] = […]`.
    private static func listed(in list: SourceFile) -> [String] {
        guard let match = list.text.firstMatch(of: #/\[Migration\]\s*=\s*\[([^\]]*)\]/#) else { return [] }
        return match.output.1.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
