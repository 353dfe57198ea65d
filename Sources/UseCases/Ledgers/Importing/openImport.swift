// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import Foundation
import SQLCore
package import Storage

/// An import that a person looks at, or the outcome of one.
package struct SheetImportDraft: Sendable {
    package let id: Identifier<SheetImportRecord>
    package let ledger: Ledger
    package let codeLists: [String: CodeList]
    package let pairing: Pairing
    package let side: Side
    /// The names of the files.
    package let files: [String]
    package let decisions: ImportDecisions
    /// nil while nothing was written.
    package let outcome: ImportOutcome?
}

extension UseCases {
    /// An import for the person who began it, while that person may enter rows there. Throws notFound for everybody
    /// else, and once it is over.
    package func openImport(_ caller: Caller, id: String) async throws -> SheetImportDraft {
        try await database.read { try findImport(id, caller, $0).draft }
    }

    /// What would become of the rows of an import, as it was decided so far; nothing is written. Throws as `openImport`
    /// does, and invalid (field `file`).
    package func previewImport(
        _ caller: Caller, _ draft: SheetImportDraft, language: Language
    ) async throws -> SheetImportPreview {
        try await previewImport(caller, request(draft, language))
    }

    func request(_ draft: SheetImportDraft, _ language: Language) -> SheetImport {
        let files = draft.files.enumerated().map { number, name in
            SheetImport.File(path: importFolder.path(draft.id, number), name: name)
        }
        return draft.decisions.request(draft.ledger.key, draft.pairing.code, draft.side, files, language)
    }

    func findImport(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (draft: SheetImportDraft, desk: LedgerDesk) {
        guard let id = Identifier<SheetImportRecord>(id), let record = try SheetImportQueries(connection).find(id),
            record.account == caller.userID,
            record.createdAt >= surroundings.now().advanced(bySeconds: -ImportFolder.seconds),
            let ledger = surroundings.ledgers[record.ledger],
            let pairing = try PairingQueries(connection).find(record.pairing)
        else { throw UseCaseError("import", .notFound) }
        let desk = try desk(ledger, pairing, connection)
        guard caller.may(.editLedger, on: desk.object(record.side)),
            record.endedAt != nil || importFolder.holds(record)
        else { throw UseCaseError("import", .notFound) }
        let draft = SheetImportDraft(
            id: record.id, ledger: ledger, codeLists: surroundings.ledgers.codeLists, pairing: pairing,
            side: record.side, files: record.files,
            decisions: try record.decisions.map { try unsealed($0, of: record.id) } ?? ImportDecisions(),
            outcome: try record.outcome.map { try unsealed($0, of: record.id) })
        return (draft, desk)
    }

    /// `value` as it is kept: what was typed into cells may be personal.
    func sealed(_ value: some Encodable, of id: Identifier<SheetImportRecord>) throws -> String {
        let text = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        return try seal(.sheetImport).seal(text, context: id.text, nonce: surroundings.random())
    }

    private func unsealed<Value: Decodable>(_ text: String, of id: Identifier<SheetImportRecord>) throws -> Value {
        // Sealed with another key, as after a restore elsewhere: nothing can be made of it.
        guard let text = seal(.sheetImport).open(text, context: id.text) else {
            throw UseCaseError("import", .notFound)
        }
        return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
