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

    /// Puts every proposed correction into its cell and looks through the workbook again; what a correction brings to
    /// light is corrected too. Writes nothing but the workbook that it returns.
    package func correctImport(
        _ caller: Caller, _ list: ImportList, file bytes: [UInt8], language: Language
    ) async throws -> CorrectedImport {
        let (read, words) = try await readImport(bytes, language)
        let (sheet, check) = try await database.read { connection in
            var sheet = read
            var check = try importPlan(list, sheet, words, caller, connection).check
            for _ in 0..<4 {
                let proposals = check.problems.filter { $0.proposal != nil }
                guard !proposals.isEmpty else { break }
                for problem in proposals { sheet.correct(problem) }
                check = try importPlan(list, sheet, words, caller, connection).check
            }
            return (sheet, check)
        }
        let corrected = Sheet(
            title: sheet.title, columns: (sheet.rows.first ?? []).map { SheetColumn(header: $0, width: 20) },
            rows: sheet.rows.dropFirst().map { $0.map { $0.isEmpty ? .empty : .text($0) } })
        let file = try await withoutBlocking(turn: surroundings.random().0) { try writeXLSX([corrected]) }
        return CorrectedImport(file: file, check: check)
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

    /// The rows of a list with the words from which its cells can be chosen; `further` columns are for reading only.
    func workbook(
        _ list: ImportList, rows: [[String]], _ language: Language, further: [String] = []
    ) async throws -> [UInt8] {
        let words = ImportWords(messages: try MessageCatalogue(), language: language)
        let choices = try await database.read { try list.choices(words, $0) }
        return try await withoutBlocking(turn: surroundings.random().0) {
            let sheet = Sheet(
                title: words.label(list.title),
                columns: (list.columns + further).map { name in
                    let offered = choices.firstIndex { $0.column == name }
                    return SheetColumn(
                        header: words.label(list.group + "." + name), width: 20, wraps: name == "aliases",
                        choices: offered.map { SheetRange(sheet: 1, column: $0) })
                },
                rows: rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } })
            return try writeXLSX([sheet, choices.sheet(of: list, words)])
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

extension ReadSheet {
    /// Puts what is proposed into the cell of a problem.
    fileprivate mutating func correct(_ problem: ImportProblem) {
        guard let proposal = problem.proposal, let place = ReadSheet.place(of: problem.cell),
            rows.indices.contains(place.row)
        else { return }
        while rows[place.row].count <= place.column { rows[place.row].append("") }
        rows[place.row][place.column] = proposal
    }
}
