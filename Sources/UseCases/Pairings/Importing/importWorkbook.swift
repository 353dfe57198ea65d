// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import OfficeFiles
import SQLCore
import Storage

extension UseCases {
    /// Looks through a workbook: every problem by its cell, and what would become of every row. Writes nothing.
    package func checkImport(
        _ caller: Caller, _ list: ImportList, file bytes: [UInt8], language: Language
    ) async throws -> ImportCheck {
        let (sheet, words) = try await readImport(bytes, language)
        return try await database.read { connection in
            try importPlan(list, sheet, words, caller, connection).check
        }
    }

    /// Carries an import out, all of it or nothing: throws invalid (field `file`) where a problem is left. The same
    /// workbook a second time changes nothing.
    package func carryOutImport(
        _ caller: Caller, _ list: ImportList, file bytes: [UInt8], language: Language
    ) async throws -> ListImport {
        let (sheet, words) = try await readImport(bytes, language)
        return try await write(caller) { connection in
            let plan = try importPlan(list, sheet, words, caller, connection)
            guard plan.check.problems.isEmpty else {
                let failure = ValidationFailure(field: "file", message: "import.problems")
                throw UseCaseError("import", .invalid([failure]))
            }
            if list == .users { try requireFresh(connection, caller) }
            let links = try plan.run(connection)
            let check = plan.check
            try record(
                connection, caller, "import", .installation,
                after: [
                    "kind": list.rawValue, "created": String(check.count(.create)),
                    "changed": String(check.count(.change)), "unchanged": String(check.count(.unchanged)),
                ])
            return ListImport(check: check, links: links)
        }
    }

    /// A workbook with the columns of a list and no rows, with a second sheet of the words that closed lists take.
    package func importTemplate(_ list: ImportList, language: Language) async throws -> [UInt8] {
        try await workbook(list, rows: [], language)
    }

    func workbook(_ list: ImportList, rows: [[String]], _ language: Language) async throws -> [UInt8] {
        let words = ImportWords(messages: try MessageCatalogue(), language: language)
        return try await withoutBlocking(turn: surroundings.random().0) {
            let sheet = Sheet(
                title: words.label(list.title),
                columns: list.columns.map {
                    SheetColumn(header: words.label(list.group + "." + $0), width: 20, wraps: $0 == "aliases")
                },
                rows: rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } })
            return try writeXLSX([sheet, list.choices(words)])
        }
    }

    private func readImport(_ bytes: [UInt8], _ language: Language) async throws -> (ReadSheet, ImportWords) {
        let words = ImportWords(messages: try MessageCatalogue(), language: language)
        let sheet = try await withoutBlocking(turn: surroundings.random().0) {
            do { return try readXLSX(bytes) } catch let error as ReadSheetError {
                let message =
                    switch error {
                    case .tooLarge: "import.tooLarge"
                    case .container(.encrypted): "import.locked"
                    case .container, .markup, .noWorkbook: "import.unreadable"
                    }
                throw UseCaseError("import", .invalid([ValidationFailure(field: "file", message: message)]))
            }
        }
        guard sheet.rows.count <= 5_001 else {
            throw UseCaseError("import", .invalid([ValidationFailure(field: "file", message: "import.tooLarge")]))
        }
        return (sheet, words)
    }

    private func importPlan(
        _ list: ImportList, _ sheet: ReadSheet, _ words: ImportWords, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> ImportPlan {
        let table = ImportTable(sheet, of: list, words)
        return switch list {
        case .organisations: try planOrganisations(table, caller, connection)
        case .users: try planPeople(table, caller, connection)
        case .contacts: try planContacts(table, caller, connection)
        }
    }
}

/// What an import would do, and how it does it.
struct ImportPlan {
    let check: ImportCheck
    let run: (any SQLConnection) throws -> [HandedLink]
}

extension ImportList {
    fileprivate var title: String {
        switch self {
        case .organisations: "organisations.title"
        case .users: "users.title"
        case .contacts: "contacts.title"
        }
    }

    /// The words that the closed lists take, a column for each.
    fileprivate func choices(_ words: ImportWords) -> Sheet {
        let lists: [(String, [String])] =
            switch self {
            case .organisations:
                [("kind", OrganisationKind.allCases.map { words.label("organisation.kind." + $0.rawValue) })]
            case .users:
                [
                    ("role", Role.allCases.map { words.label("role." + $0.rawValue) }),
                    ("side", Side.allCases.map { words.label("side." + $0.rawValue) }),
                ]
            case .contacts:
                [
                    ("side", Side.allCases.map { words.label("side." + $0.rawValue) }),
                    ("kind", Contact.Kind.allCases.map { words.label("contact.kind." + $0.rawValue) }),
                ]
            }
        let longest = lists.map(\.1.count).max() ?? 0
        return Sheet(
            title: words.label("import.choices"),
            columns: lists.map { SheetColumn(header: words.label(group + "." + $0.0), width: 24) },
            rows: (0..<longest).map { row in
                lists.map { row < $0.1.count ? .text($0.1[row]) : .empty }
            })
    }
}
