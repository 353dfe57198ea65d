// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension MatrixBuilder {
    /// A request of this side's office about which its body is asked, and a draft of that body.
    func addRequests(to filled: MatrixPlace) async throws -> MatrixPlace {
        var place = filled
        let number = place.relation.rawValue
        guard let body = Identifier<Organisation>(place.body) else { throw TestSite.Missing("body") }
        let office = Caller(
            who: .user(try await person("decider-\(number)", .office(place.pairing.id, place.side))))
        let unit = Caller(
            who: .user(try await person("asker-\(number)", .unit(body, place.pairing.id, place.side))))
        let fields = ["matter": "Request \(number)", "basis": "Plan", "wish": "Land"]
        place.request = try await useCases.addRequest(
            office, NewRequest(pairing: place.pairing.code, side: place.side, fields: fields)
        ).text
        try await useCases.moveRequest(office, id: place.request, revision: nil, step: "submit")
        try await useCases.moveRequest(
            office, id: place.request, revision: nil, step: "consult",
            LoopInput(day: "2026-12-01", unit: "Body \(number)"))
        place.opinion = try await useCases.request(office, id: place.request).opinions[0].opinion.id.text
        place.requestDraft = try await useCases.addRequest(
            unit,
            NewRequest(pairing: place.pairing.code, side: place.side, body: place.body, fields: fields)
        ).text
        return place
    }
}
