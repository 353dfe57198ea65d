// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import UseCases

/// Everybody who has to do with the special requests of the old area.
struct RequestPeople {
    let first: Caller
    let second: Caller
    let otherOffice: Caller
    let stranger: Caller
    /// The body that asks, and the departments.
    let applicant: Caller
    let forestry: Caller
    let culture: Caller
    let body: Identifier<Organisation>

    init(_ office: Office) async throws {
        first = try await office.officeOf(office.own)
        second = try await office.caller("second", .office(office.own.id, .oldArea))
        otherOffice = try await office.officeOf(office.own, .eastern)
        stranger = try await office.officeOf(office.foreign)
        applicant = try await office.unit("Park")
        forestry = try await office.unit("Forestry")
        culture = try await office.unit("Culture")
        guard case .user(let user) = applicant.who, case .unit(let body, _, _)? = user.grants.first else {
            throw UseCaseError("unit", .notFound)
        }
        self.body = body
    }
}

extension Office {
    /// The fields of a request that could be submitted; the clock stands on 15 January 2027, a Friday.
    static let requestFields = ["kind": "firm", "matter": "Land", "firm": "Mill", "basis": "Clause 3", "wish": "Rent"]

    /// A draft of the body, or of the office where it is its own.
    func request(
        _ people: RequestPeople, _ changes: [String: String] = [:], byOffice: Bool = false
    ) async throws -> String {
        try await useCases.addRequest(
            byOffice ? people.first : people.applicant,
            NewRequest(
                pairing: own.code, side: .oldArea, body: byOffice ? nil : people.body.text,
                fields: Self.requestFields.merging(changes) { $1 })
        ).text
    }

    /// Takes the request through these steps, each by the person named.
    func take(_ id: String, _ steps: (Caller, String, LoopInput)...) async throws {
        for (caller, step, input) in steps {
            try await useCases.moveRequest(caller, id: id, revision: nil, step: step, input)
        }
    }

    /// A request about which the departments are asked. Returns its identity.
    func consulted(
        _ people: RequestPeople, _ changes: [String: String] = [:], units: String = "Forestry\nCulture 2027-01-25",
        byOffice: Bool = false
    ) async throws -> String {
        let id = try await request(people, changes, byOffice: byOffice)
        try await take(
            id, (byOffice ? people.first : people.applicant, "submit", LoopInput()),
            (people.first, "consult", LoopInput(day: "2027-01-29", unit: units)))
        return id
    }

    /// Answers as the department in this place.
    func answer(_ id: String, _ index: Int, _ caller: Caller, _ step: String = "answer") async throws {
        let opinion = try await useCases.request(caller, id: id).opinions[index].opinion.id.text
        try await useCases.moveOpinion(
            caller, request: id, opinion: opinion, revision: nil, step: step,
            LoopInput(note: "Say more", answer: "Agreed by rule 5"))
    }

    /// What is written of requests, to see that a refusal wrote nothing.
    func requestTrace() async throws -> [String] {
        try await useCases.database.read { connection in
            var trace: [String] = []
            for table in ["request_step", "audit_event", "notice"] {
                trace.append(String(try connection.integer("SELECT count(*) FROM \(table)")))
            }
            for row in try connection.rows("SELECT state, revision FROM special_request ORDER BY id") {
                trace.append(try row.text(0) + " " + String(try row.integer(1)))
            }
            for row in try connection.rows("SELECT state, revision, due_day FROM request_opinion ORDER BY id") {
                trace.append(try row.text(0) + " " + String(try row.integer(1)) + " " + row.text(2))
            }
            return trace
        }
    }
}
