// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// The fields of an order's form.
let orderFieldNames = ["matter", "basis", "task", "demand", "deadline", "shortReason", "level", "joint", "units"]

/// Shows the form of a new order.
func showNewOrder(_ visit: Visit) async throws -> Response {
    try visit.show(try await newOrderPage(visit, visit.query["place"], typed: nil, failures: []))
}

/// Drafts an order.
func addOrder(_ visit: Visit) async throws -> Response {
    let place = visit.form["place"]
    do {
        let (code, side) = readPlace(place)
        var fields: [String: String] = [:]
        for name in orderFieldNames { fields[name] = visit.form[name] }
        let id = try await visit.useCases.addOrder(
            try visit.caller, NewOrder(pairing: code, side: side, fields: fields))
        return visit.goOn(to: Address.order.path(id.text), notice: "orderAdded")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(
            try await newOrderPage(visit, place, typed: visit.form, failures: failures), status: status)
    }
}

/// `a-b:eastern`
private func readPlace(_ text: String) -> (code: String, side: Side) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return (parts.first ?? "", Side(rawValue: parts.last ?? "") ?? .oldArea)
}

private func newOrderPage(
    _ visit: Visit, _ place: String, typed: FormFields?, failures: [ValidationFailure]
) async throws -> NewOrderPage {
    let places = try await visit.useCases.orderPlaces(try visit.caller)
    guard let chosen = places.first(where: { $0.text == place }) ?? places.first else {
        // Said with the sentence of the rule, and recorded.
        throw UseCaseError("order", .forbidden(reason: "rule.officesOnly"))
    }
    let choices = try await visit.useCases.orderChoices(
        try visit.caller, pairing: chosen.pairing.code, side: chosen.side)
    let writer = FormWriter("new", "order", visit.phrases, typed: typed, failures: failures)
    let values = ["task": visit.query["task"], "matter": visit.query["matter"], "level": "blue"]
    return NewOrderPage(
        places: places.count < 2
            ? []
            : places.map {
                Choice(
                    value: $0.text,
                    label: $0.pairing.label(in: visit.language) + " · "
                        + $0.pairing.party($0.side, in: visit.language), isChosen: $0 == chosen)
            },
        form: writer.form(
            Address.addOrder.path(), submit: "orders.new", writer.order(values, choices),
            hidden: [("place", chosen.text)]),
        bodies: choices.bodies)
}

extension OrderPlace {
    fileprivate var text: String { pairing.code + ":" + side.rawValue }
}

extension FormWriter {
    /// The fields of an order.
    func order(_ values: [String: String], _ offered: OrderChoices) -> [FormModel.Field] {
        func value(_ name: String) -> String { values[name] ?? "" }
        return [
            text("matter", value("matter"), isRequired: true, longest: 200),
            select(
                "level", value("level"),
                SupervisionOrder.Level.allCases.map { ($0.rawValue, LevelView($0, offered.looks[$0], phrases).name) }),
            long("basis", value("basis")), long("demand", value("demand")),
            select("task", value("task"), [("", phrases("order.noTask"))] + offered.tasks.map { ($0.id, $0.text) }),
            date("deadline", value("deadline"), isRequired: true),
            long("units", value("units")), long("shortReason", value("shortReason")),
            check("joint", value("joint") == "true"),
        ]
    }
}
