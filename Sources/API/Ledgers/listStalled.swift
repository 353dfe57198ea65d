// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

private let stalledShape = Shape<(entry: EntryLine, since: Instant)>(
    "StalledEntry",
    [
        .part("entry", entryShape) { $0.entry }, .moment("since") { $0.since },
        .optionalText("stage") { line in
            line.entry.ledger.stages.flatMap { line.entry.entry.values[$0.field]?.text }
        },
    ])

extension APIOperation {
    var stalledDeclaration: Declaration {
        .list(
            "/api/v1/ledgers/{ledger}/stalled", .readLedger, stalledShape.schema,
            query: [.init(name: "pairing", schema: .pairingCode)])
    }
}

/// The rows whose stage has not moved for longer than the register allows.
func listStalled(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    let ledger = try useCases.definition(call.value("ledger")).ledger
    let (pairing, language) = (call.text("pairing"), call.language)
    return try await answerList(call, stalledShape) { after, limit in
        let found = try await useCases.stalledEntries(
            caller, ledger: ledger.key, pairing: pairing, after: after, limit: limit, language: language)
        return Page(
            items: found.items.map { (entry: EntryLine(entry: $0.entry, ledger: ledger), since: $0.since) },
            next: found.next)
    }
}
