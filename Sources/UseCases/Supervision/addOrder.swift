// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// An order to be drafted: for one side of a pairing, with the fields matter, basis, task, demand, deadline,
/// shortReason, level, joint and units, of which matter and deadline must be there.
package struct NewOrder: Sendable {
    package let pairing: String
    package let side: Side
    package let fields: [String: String]

    package init(pairing: String, side: Side, fields: [String: String]) {
        (self.pairing, self.side, self.fields) = (pairing, side, fields)
    }
}

extension UseCases {
    /// Drafts an order of the caller's office. Throws notFound, forbidden, invalid with the fields of the form.
    package func addOrder(_ caller: Caller, _ new: NewOrder) async throws -> Identifier<SupervisionOrder> {
        try await write(caller) { connection in
            let (pairing, scope) = try supervisedPairing(new.pairing, caller, connection)
            let object = RuleObject(pairing: scope, side: new.side)
            if case .refused(let rule) = caller.verdict(.manageSupervision, on: object) {
                throw UseCaseError("order", .forbidden(reason: rule))
            }
            return try createOrder(pairing, new.side, new.fields, by: caller, connection).id
        }
    }

    /// The same in the transaction of something else; by nobody where the program drafts it, such as after chasing.
    @discardableResult
    func createOrder(
        _ pairing: Pairing, _ side: Side, _ fields: [String: String], by caller: Caller?,
        item: Identifier<WorkItem>? = nil, _ connection: any SQLConnection
    ) throws -> SupervisionOrder {
        let today = surroundings.now().day
        let empty = SupervisionOrder(
            id: surroundings.identifier(), pairing: pairing.id, side: side, matter: "", deadline: today)
        let form = OrderFields(fields)
        var (order, legs) = try form.applied(to: empty, of: pairing, today: today, connection) {
            surroundings.identifier()
        }
        order.item = item
        try OrderQueries(connection).insert(order)
        try HandlingQueries(connection).insert(legs)
        try record(
            connection, caller, "add", .order(order.id, pairing.id), after: OrderFields(order, legs).recorded)
        return order
    }

    /// Changes a draft, merged with what others have changed since. Throws `EditCollision`, conflict once it is handed in.
    package func editOrder(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            let desk = try findOrder(id, caller, connection, isLocked: true)
            try caller.require(
                .manageSupervision, on: desk.object(.office), "order", knowing: .readSupervision)
            guard desk.order.state == .drafted else { throw UseCaseError("order", .conflict(reason: "order.noDraft")) }
            let before = OrderFields(desk.order, desk.legs)
            let values: [String: String]
            do {
                values = try edit.merged(into: before.list, revision: desk.order.revision, "order")
            } catch let collision as EditCollision {
                throw try named(collision, "order", desk.order.id.text, connection)
            }
            var (order, legs) = try OrderFields(values).applied(
                to: desk.order, of: desk.pairing, today: surroundings.now().day, connection
            ) { surroundings.identifier() }
            let after = OrderFields(order, legs)
            guard after.list != before.list else { return }
            order.revision += 1
            guard try OrderQueries(connection).update(order) else {
                throw UseCaseError("order", .stale(revision: desk.order.revision))
            }
            try HandlingQueries(connection).remove(of: order.id)
            try HandlingQueries(connection).insert(legs)
            try record(
                connection, caller, "change", .order(order.id, order.pairing), before: before.recorded,
                after: after.recorded)
        }
    }

    /// A pairing of whose orders the caller reads any. Throws notFound.
    func supervisedPairing(
        _ code: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (Pairing, PairingScope) {
        guard let pairing = try PairingQueries(connection).find(code: code),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("order", .notFound) }
        try caller.require(
            .readSupervision, on: RuleObject(pairing: scope), "order", knowing: .readSupervision)
        return (pairing, scope)
    }
}
