// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIOperation {
    var orderDeclaration: Declaration {
        let (list, one) = ("/api/v1/orders", "/api/v1/orders/{id}")
        let handling = one + "/handlings/{handling}"
        return switch self {
        case .listOrders:
            .list(
                list, .readSupervision, orderShape.schema,
                query: [
                    .init(name: "pairing", schema: .pairingCode), .init(name: "side", schema: .word(Side.self)),
                    .init(name: "show", schema: Schema(.word(showWords))),
                    .init(name: "unit", schema: Schema(.text(0...200, .anyLine))),
                ])
        case .addOrder:
            .create(
                "/api/v1/pairings/{code}/orders", .manageSupervision, .json(newOrderSchema),
                .made(orderDetailShape.schema))
        case .showOrder: .get(one, .readSupervision, .object(orderDetailShape.schema))
        case .editOrder:
            .change(
                .patch, one, .manageSupervision, .object(orderDetailShape.schema), taking: .json(orderChangeSchema))
        case .moveOrder:
            .change(
                .post, one + "/steps", .manageSupervision, .object(orderDetailShape.schema),
                taking: .json(loopStepSchema))
        case .moveHandling:
            .act(
                .post, handling + "/steps", .answerSupervision, .object(orderDetailShape.schema),
                taking: .json(loopStepSchema))
        case .addHandlingFile:
            .create(handling + "/files", .answerSupervision, .upload([]), .made(orderDetailShape.schema))
        case .downloadHandlingFile: .get(handling + "/files/{hash}", .readSupervision, .file([.bytes]))
        default: .act(.delete, handling + "/files/{hash}", .answerSupervision, .nothing)
        }
    }
}

private let showWords = ["open", "overdue", "all"] + SupervisionOrder.State.allCases.map(\.rawValue)

/// Supervision orders: those that are open, the most urgent first, unless others are asked for.
func listOrders(_ call: Call) async throws -> Reply {
    let query = orderQuery(call)
    return try await answerList(call, orderShape) { after, limit in
        var page = query
        (page.after, page.limit) = (after, limit)
        return try await call.useCases.listOrders(try call.caller, page).page
    }
}

private func orderQuery(_ call: Call) -> OrderQuery {
    var query = OrderQuery()
    query.pairing = call.text("pairing")
    query.side = call.text("side").flatMap { Side(rawValue: $0) }
    query.unit = call.text("unit")
    switch call.text("show") ?? "open" {
    case "open": query.show = .open
    case "overdue": query.show = .overdue
    case "all": query.show = .all
    case let word: query.show = SupervisionOrder.State(rawValue: word).map { .state($0) } ?? .open
    }
    return query
}

/// Drafts an order for one side of a pairing.
func addOrder(_ call: Call) async throws -> Reply {
    let side = call.body["side"]?.text.flatMap { Side(rawValue: $0) } ?? .oldArea
    let id = try await call.useCases.addOrder(
        call.caller, NewOrder(pairing: call.value("code"), side: side, fields: fields(call.body)))
    return try await made(call, id.text)
}

/// An order with its bodies and its chain.
func showOrder(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.order(call.caller, id: call.value("id"))
    return .json(orderDetailShape.json(detail), tag: EntityTag(revision: detail.order.revision))
}

/// Changes a draft.
func editOrder(_ call: Call) async throws -> Reply {
    let edit = Edit(revision: try await revision(of: call), values: fields(call.body))
    try await call.useCases.editOrder(call.caller, id: call.value("id"), edit)
    return try await showOrder(call)
}

/// Takes a step of an order.
func moveOrder(_ call: Call) async throws -> Reply {
    try await call.useCases.moveOrder(
        call.caller, id: call.value("id"), revision: try await revision(of: call),
        step: call.body["step"]?.text ?? "", input(call.body))
    return try await showOrder(call)
}

/// Takes a step of one body's handling.
func moveHandling(_ call: Call) async throws -> Reply {
    try await call.useCases.moveHandling(
        call.caller, order: call.value("id"), leg: call.value("handling"), revision: nil,
        step: call.body["step"]?.text ?? "", input(call.body))
    return try await showOrder(call)
}

/// Adds a file to a body's answer.
func addHandlingFile(_ call: Call) async throws -> Reply {
    guard let file = call.upload else { throw Problem(.invalid) }
    try await call.useCases.addHandlingFile(
        call.caller, order: call.value("id"), leg: call.value("handling"), path: file.path, fileName: file.name)
    return try await made(call, call.value("id"))
}

/// A file of a body's answer.
func downloadHandlingFile(_ call: Call) async throws -> Reply {
    let file = try await call.useCases.handlingFile(
        call.caller, order: call.value("id"), leg: call.value("handling"), hash: call.value("hash"))
    return Reply(
        body: .stream(try fileBody(file.path), type: MediaType.bytes.rawValue), tag: EntityTag(value: file.hash),
        fileName: file.name)
}

/// Takes a file away from a body's answer.
func removeHandlingFile(_ call: Call) async throws -> Reply {
    try await call.useCases.removeHandlingFile(
        call.caller, order: call.value("id"), leg: call.value("handling"), hash: call.value("hash"))
    return .nothing
}

private func made(_ call: Call, _ id: String) async throws -> Reply {
    let detail = try await call.useCases.order(call.caller, id: id)
    return .created(
        orderDetailShape.json(detail), at: APIOperation.showOrder.path(id),
        tag: EntityTag(revision: detail.order.revision))
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision { try await call.useCases.order(call.caller, id: call.value("id")).order.revision }
}

private func input(_ body: JSON) -> LoopInput {
    LoopInput(
        note: body["note"]?.text, answer: body["answer"]?.text, noEvidence: body["noEvidence"]?.text,
        day: body["day"]?.text, unit: body["unit"]?.text)
}

/// The members of a body as the fields of the form.
private func fields(_ body: JSON) -> [String: String] {
    guard case .object(let members) = body else { return [:] }
    var fields: [String: String] = [:]
    for member in members where member.name != "side" {
        switch member.value {
        case .list(let lines): fields[member.name] = lines.compactMap(\.text).joined(separator: "\n")
        case .flag(let isTrue): fields[member.name] = isTrue ? "true" : ""
        default: fields[member.name] = member.value.text ?? ""
        }
    }
    return fields
}
