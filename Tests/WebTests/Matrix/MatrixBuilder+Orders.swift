// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Storage
import UseCases

extension MatrixBuilder {
    /// An order that this side's body has signed for, with a file, and one that could be handed in for approval.
    func addOrders(to filled: MatrixPlace) async throws -> MatrixPlace {
        var place = filled
        let number = place.relation.rawValue
        guard let body = Identifier<Organisation>(place.body) else { throw TestSite.Missing("body") }
        let office = RoleGrant.office(place.pairing.id, place.side)
        let drafter = Caller(who: .user(try await person("drafter-\(number)", office)))
        let approver = Caller(who: .user(try await person("approver-\(number)", office)))
        let handler = Caller(
            who: .user(try await person("handler-\(number)", .unit(body, place.pairing.id, place.side))))
        let fields = [
            "matter": "Order \(number)", "basis": "Plan", "demand": "Done", "deadline": "2026-12-01",
            "units": "Body \(number)",
        ]
        let new = NewOrder(pairing: place.pairing.code, side: place.side, fields: fields)
        place.order = try await useCases.addOrder(drafter, new).text
        place.orderDraft = try await useCases.addOrder(drafter, new).text
        for (caller, step) in [(drafter, "propose"), (approver, "approve"), (drafter, "issue")] {
            try await useCases.moveOrder(caller, id: place.order, revision: nil, step: step)
        }
        place.handling = try await useCases.order(drafter, id: place.order).legs[0].leg.id.text
        try await useCases.moveHandling(
            handler, order: place.order, leg: place.handling, revision: nil, step: "receive")
        let paper = URL(filePath: useCases.surroundings.dataFolder).appending(path: "proof-\(number).txt")
        try Data("Proof".utf8).write(to: paper)
        try await useCases.addHandlingFile(
            handler, order: place.order, leg: place.handling, path: paper.path(), fileName: "proof.txt")
        place.handlingFile = try await useCases.order(drafter, id: place.order).legs[0].files.first?.hash ?? ""
        return place
    }
}
