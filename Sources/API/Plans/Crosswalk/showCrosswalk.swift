// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The matrix of pairings and clauses, a line for each pairing; or all of it as a workbook.
func listCrosswalk(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    let query = CrosswalkQuery(
        reference: call.text("reference"), region: call.text("region"), area: call.text("clauseArea"))
    if call.format == .workbook {
        let bytes = try await useCases.exportCrosswalk(caller, query, format: .xlsx, language: call.language)
        return Reply(body: .bytes(bytes, type: MediaType.workbook.rawValue), fileName: "crosswalk.xlsx")
    }
    return try await answerList(call, crosswalkRowShape) { after, limit in
        let matrix = try await useCases.crosswalk(caller, query)
        let shown = Set(matrix.clauses.map(\.number))
        return try page(matrix.rows.map { $0.only(shown) }, after, limit)
    }
}

/// The references that the caller can hold pairings against, those in force first.
func listReferences(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    return try await answerList(call, referenceShape) { after, limit in
        try page(try await useCases.references(caller), after, limit)
    }
}

/// Lists that are a few lines long are read whole; the cursor is the number of the lines before.
private func page<Item>(_ items: [Item], _ after: String?, _ limit: Int) throws -> Page<Item> {
    let start = after.map { Int($0) ?? -1 } ?? 0
    guard (0...items.count).contains(start) else {
        throw UseCaseError(
            "cursor", .invalid([ValidationFailure(field: "cursor", message: "page.unreadable")]))
    }
    let end = min(items.count, start + max(1, limit))
    return Page(items: Array(items[start..<end]), next: end < items.count ? String(end) : nil)
}

/// A reference with its clauses.
func showReference(_ call: Call) async throws -> Reply {
    .json(referenceDetailShape.json(try await call.useCases.reference(call.caller, id: call.value("id"))))
}

/// A clause with the tasks of every pairing that carry it out.
func showClause(_ call: Call) async throws -> Reply {
    let clause = try await call.useCases.crosswalk(
        call.caller, reference: call.value("id"), clause: try call.clauseNumber())
    return .json(clauseCrosswalkShape.json(clause))
}

/// A clause and the tasks of one pairing that carry it out, with the wording they share.
func compareClause(_ call: Call) async throws -> Reply {
    let cell = try await call.useCases.crosswalkCell(
        call.caller, reference: call.value("id"), clause: try call.clauseNumber(), pairing: call.value("code"))
    return .json(crosswalkCellShape.json(cell))
}

/// One pairing held against a reference.
func showPairingCrosswalk(_ call: Call) async throws -> Reply {
    let crosswalk = try await call.useCases.crosswalk(
        call.caller, pairing: call.value("code"), reference: call.text("reference"))
    return .json(pairingCrosswalkShape.json(crosswalk))
}

extension Call {
    fileprivate func clauseNumber() throws -> Int {
        guard let number = Int(value("number")) else { throw UseCaseError("clause", .notFound) }
        return number
    }
}
