// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// A register in one language.
struct LedgerLine: Sendable {
    let ledger: Ledger
    /// How many rows the caller may see.
    let entries: Int
    let language: Language
}

let ledgerShape = Shape<LedgerLine>(
    "Ledger",
    [
        .text("key") { $0.ledger.key }, .text("code") { $0.ledger.code },
        .text("title") { $0.ledger.title[$0.language] }, .text("about") { $0.ledger.about[$0.language] },
        .count("version") { $0.ledger.version },
        .init("validFrom", .day) { .text($0.ledger.validFrom.description) },
        .word("confirmation") { $0.ledger.confirmation }, .text("dateField") { $0.ledger.dateField },
        .count("entries") { $0.entries }, .texts("fields") { $0.ledger.fields.map(\.key) },
        .texts("indicators") { $0.ledger.indicators.map(\.key) },
    ])

extension APIOperation {
    var ledgerDeclaration: Declaration {
        switch self {
        case .listLedgers: .list("/api/v1/ledgers", .readLedger, ledgerShape.schema)
        default: .get("/api/v1/ledgers/{ledger}", .readDirectory, .object(Schema(.map(Schema(.any)))))
        }
    }
}

/// All registers.
func listLedgers(_ call: Call) async throws -> Reply {
    let lines = try await call.useCases.ledgers(try call.caller).map {
        LedgerLine(ledger: $0.ledger, entries: $0.entries, language: call.language)
    }
    return try await answerList(call, ledgerShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: lines, next: nil)
    }
}

/// The definition of a register as JSON Schema.
func showLedger(_ call: Call) async throws -> Reply {
    let definition = try call.useCases.definition(call.value("ledger"))
    return .json(ledgerSchema(definition.ledger, definition.codeLists, call.site.messages, call.language))
}
