// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIOperation {
    var filingDeclaration: Declaration {
        let filing = "/api/v1/filings/{id}"
        return switch self {
        case .listCycles:
            .list(
                "/api/v1/cycles", .readWork, cycleShape.schema, query: [.init(name: "pairing", schema: .pairingCode)])
        case .openCycle:
            .create(
                "/api/v1/pairings/{code}/cycles", .planWork, .json(newCycleSchema), .made(cycleDetailShape.schema))
        case .showCycle: .get("/api/v1/cycles/{id}", .readWork, .object(cycleDetailShape.schema))
        case .acceptFilings:
            .act(
                .post, "/api/v1/cycles/{id}/acceptance", .checkWork, .object(acceptedShape.schema),
                taking: .json(acceptanceSchema))
        case .showFiling: .get(filing, .readWork, .object(filingDetailShape.schema))
        case .editFiling:
            .change(
                .patch, filing, .reportWork, .object(filingDetailShape.schema), taking: .json(filingChangeSchema))
        default:
            .change(
                .post, filing + "/steps", .reportWork, .object(filingDetailShape.schema),
                taking: .json(filingStepSchema))
        }
    }
}

/// Reporting cycles, the latest first.
func listCycles(_ call: Call) async throws -> Reply {
    try await answerList(call, cycleShape) { after, limit in
        try await call.useCases.listCycles(
            try call.caller, pairing: call.text("pairing"), after: after, limit: limit)
    }
}

/// Asks the bodies of a pairing for a period.
func openCycle(_ call: Call) async throws -> Reply {
    func text(_ name: String) -> String { call.body[name]?.text ?? "" }
    let id = try await call.useCases.openCycle(
        call.caller,
        NewFilingCycle(
            pairing: call.value("code"), form: text("form"), period: text("reportingPeriod"), due: text("due"),
            closes: text("closes"), reason: text("reason"))
    ).text
    let detail = try await call.useCases.cycle(call.caller, id: id)
    return .created(
        cycleDetailShape.json(detail), at: APIOperation.showCycle.path(id), tag: tag(of: detail))
}

/// A cycle with everybody who hands in.
func showCycle(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.cycle(call.caller, id: call.value("id"))
    return .json(cycleDetailShape.json(detail), tag: tag(of: detail))
}

/// Changes with the cycle, with each of its filings, and with the days by which they are late.
private func tag(of detail: CycleDetail) -> EntityTag {
    let filings = detail.rows.reduce(0) { $0 + $1.filing.revision }
    return EntityTag(value: "\(detail.cycle.revision).\(filings).\(detail.all.late)")
}

/// Accepts filings in one go.
func acceptFilings(_ call: Call) async throws -> Reply {
    guard case .list(let ids)? = call.body["filings"] else { throw Problem(.invalid) }
    let seen = ids.compactMap { row in
        row["id"]?.text.flatMap { id in row["revision"]?.whole.map { (id, $0) } }
    }
    let done = try await call.useCases.acceptFilings(
        call.caller, cycle: call.value("id"), seen.map(\.0),
        seen: Dictionary(seen, uniquingKeysWith: { $1 }))
    return .json(acceptedShape.json(done))
}

/// What a body hands in.
func showFiling(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.filing(call.caller, id: call.value("id"))
    return .json(filingDetailShape.json(detail), tag: EntityTag(revision: detail.filing.revision))
}

/// Keeps texts of fields.
func editFiling(_ call: Call) async throws -> Reply {
    let edit = Edit(revision: try await revision(of: call), values: textMembers(call.body["texts"]))
    try await call.useCases.saveFiling(call.caller, id: call.value("id"), edit)
    return try await showFiling(call)
}

/// Takes a step of a filing, such as handing it in, with what is written along.
func moveFiling(_ call: Call) async throws -> Reply {
    let (revision, written) = (try await revision(of: call), textMembers(call.body["texts"]))
    try await call.useCases.moveFiling(
        call.caller, id: call.value("id"), revision: revision, step: call.body["step"]?.text ?? "",
        LoopInput(note: call.body["note"]?.text), remarks: textMembers(call.body["remarks"]),
        edit: written.isEmpty ? nil : Edit(revision: revision, values: written))
    return try await showFiling(call)
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision { try await call.useCases.filing(call.caller, id: call.value("id")).filing.revision }
}

/// The members of a map of texts.
func textMembers(_ json: JSON?) -> [String: String] {
    guard case .object(let members)? = json else { return [:] }
    return Dictionary(members.compactMap { member in member.value.text.map { (member.name, $0) } }) { $1 }
}
