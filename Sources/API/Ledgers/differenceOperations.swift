// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The differences that are open, oldest first.
func listDifferences(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    let (ledger, pairing) = (call.text("ledger"), call.text("pairing"))
    if let ledger { _ = try useCases.definition(ledger) }
    return try await answerList(call, openDifferenceShape) { [language = call.language] after, limit in
        let found = try await useCases.openDifferences(
            caller, ledger: ledger, pairing: pairing, after: after, limit: limit, language: language)
        let lines = try found.items.map { open in
            OpenDifferenceLine(
                line: DifferenceLine(
                    difference: open.difference, ledger: try useCases.definition(open.entry.ledger).ledger),
                entry: open.entry)
        }
        return Page(items: lines, next: found.next)
    }
}

/// One side names the value on which a difference should be settled.
func settleDifference(_ call: Call) async throws -> Reply {
    let value = call.body["value"] ?? .null
    let stated = try await explained {
        try await call.useCases.settleDifference(
            try call.caller, id: call.value("id"), version: call.body["version"]?.whole,
            reason: call.body["reason"]?.text
        ) { field in try field.typed(value, at: "/value") }
    }
    let detail = try await call.useCases.entry(call.caller, id: stated.entry.id.text, language: call.language)
    return .json(entryDetailShape.json(detail), tag: EntityTag(revision: detail.entry.version))
}
