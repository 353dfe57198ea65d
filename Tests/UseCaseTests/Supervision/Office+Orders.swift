// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import Testing
import UseCases

/// Everybody who has to do with the orders of the old area's office.
struct OrderPeople {
    let first: Caller
    let second: Caller
    let unit: Caller
    let otherOffice: Caller
    let stranger: Caller

    /// The bodies: `Forestry` handles, `Culture` is there besides.
    init(_ office: Office) async throws {
        first = try await office.officeOf(office.own)
        second = try await office.caller("second", .office(office.own.id, .oldArea))
        unit = try await office.unit("Forestry")
        _ = try await office.unit("Culture")
        otherOffice = try await office.officeOf(office.own, .eastern)
        stranger = try await office.officeOf(office.foreign)
    }
}

extension Office {
    /// The fields of an order that could be handed in; the clock stands on 15 January 2027.
    static let orderFields = [
        "matter": "Roads", "basis": "Clause 3", "demand": "Open them", "deadline": "2027-03-01", "units": "Forestry",
    ]

    func order(
        _ changes: [String: String] = [:], by caller: Caller, side: Side = .oldArea
    ) async throws -> String {
        let fields = Self.orderFields.merging(changes) { $1 }
        return try await useCases.addOrder(caller, NewOrder(pairing: own.code, side: side, fields: fields)).text
    }

    /// Takes the order through these steps, each by the person named.
    func move(_ id: String, _ steps: (Caller, String)...) async throws {
        for (caller, step) in steps {
            try await useCases.moveOrder(caller, id: id, revision: nil, step: step, LoopInput(note: "Because"))
        }
    }

    /// An order that is with its bodies. Returns its identity.
    func issued(_ people: OrderPeople, _ changes: [String: String] = [:]) async throws -> String {
        let id = try await order(changes, by: people.first)
        try await move(id, (people.first, "propose"), (people.second, "approve"), (people.first, "issue"))
        return id
    }

    /// Takes one leg of an order through these steps.
    func handle(_ id: String, leg: Int = 0, _ steps: (Caller, String, LoopInput)...) async throws {
        for (caller, step, input) in steps {
            let detail = try await useCases.order(caller, id: id)
            try await useCases.moveHandling(
                caller, order: id, leg: detail.legs[leg].leg.id.text, revision: nil, step: step, input)
        }
    }

    static let answer = LoopInput(answer: "Done", noEvidence: "Seen by everybody")

    /// What is written of orders, to see that a refusal wrote nothing.
    func orderTrace() async throws -> [String] {
        try await useCases.database.read { connection in
            var trace: [String] = []
            for table in ["supervision_step", "attachment", "audit_event", "notice", "supervision_series"] {
                trace.append(String(try connection.integer("SELECT count(*) FROM \(table)")))
            }
            for row in try connection.rows("SELECT state, revision, deadline FROM supervision_order ORDER BY id") {
                trace.append(try row.text(0) + " " + String(try row.integer(1)) + " " + row.text(2))
            }
            for row in try connection.rows("SELECT state, revision, deadline FROM handling_leg ORDER BY id") {
                trace.append(try row.text(0) + " " + String(try row.integer(1)) + " " + row.text(2))
            }
            return trace
        }
    }
}
