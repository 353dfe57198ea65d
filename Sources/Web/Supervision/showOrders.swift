// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the orders that the visitor sees, the open ones first.
func showOrders(_ visit: Visit) async throws -> Response {
    let phrases = visit.phrases
    let fields = visit.query.only(["show", "pairing", "side", "unit"])
    var query = OrderQuery()
    query.show = show(fields["show"])
    query.pairing = fields.optional("pairing")
    query.side = Side(rawValue: fields["side"])
    query.unit = fields.optional("unit")
    query.after = visit.query.optional("after")
    let watching = try await visit.watching(Watch(kind: "orders", id: "all"))
    let found = try await visit.useCases.listOrders(try visit.caller, query)
    let counts = ["count": found.count, "overdue": found.overdue, "short": found.short].mapValues(String.init)
    return try visit.show(
        OrdersPage(
            summary: phrases("orders.count", counts),
            pairings: choices(
                found.pairings.map { ($0.code, $0.label(in: visit.language)) }, fields["pairing"],
                phrases("orders.anyPairing")),
            sides: choices(
                Side.allCases.map { ($0.rawValue, phrases("side." + $0.rawValue)) }, fields["side"],
                phrases("orders.anySide")),
            shows: choices(
                [("overdue", phrases("orders.show.overdue")), ("all", phrases("orders.show.all"))]
                    + SupervisionOrder.State.allCases.map { ($0.rawValue, phrases("order.state." + $0.rawValue)) },
                fields["show"], phrases("orders.show.open")),
            unit: fields["unit"], isFiltered: !fields.encoded.isEmpty,
            orders: found.page.items.map { OrdersPage.Order($0, phrases, visit.language) },
            first: query.after == nil ? nil : fields.path(of: .orders),
            next: found.page.next.map { fields.path(of: .orders, after: $0) }, mayAdd: !found.places.isEmpty,
            watching: watching))
}

private func show(_ text: String) -> OrderQuery.Show {
    switch text {
    case "all": .all
    case "overdue": .overdue
    default: SupervisionOrder.State(rawValue: text).map { .state($0) } ?? .open
    }
}

/// `first` stands for no choice.
private func choices(_ values: [(String, String)], _ chosen: String, _ first: String) -> [Choice] {
    ([("", first)] + values).map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen) }
}

extension OrdersPage.Order {
    init(_ listing: OrderListing, _ phrases: Phrases, _ language: Language) {
        let order = listing.order
        self.init(
            id: order.id.text, number: order.numberText(phrases), matter: order.matter,
            level: LevelView(order.level, listing.look, phrases), pairing: listing.pairing.label(in: language),
            side: listing.pairing.party(order.side, in: language),
            units: listing.legs.filter { $0.state != .replaced }.map {
                OrdersPage.Unit(name: $0.unit, state: phrases("handling.state." + $0.state.rawValue))
            },
            deadline: order.deadline.description,
            original: order.originalDeadline == order.deadline ? nil : order.originalDeadline.description,
            state: phrases("order.state." + order.state.rawValue), stateName: order.state.rawValue,
            isOverdue: listing.isOverdue)
    }
}

extension SupervisionOrder {
    /// The number as it is printed.
    func numberText(_ phrases: Phrases) -> String {
        guard let number else { return phrases("order.noNumber") }
        return phrases("order.number", ["year": String(number.year), "serial": String(number.serial)])
    }
}

extension LevelView {
    /// `look` is that of the office's preset; nil where there are no presets.
    init(_ level: SupervisionOrder.Level, _ look: SignLook?, _ phrases: Phrases) {
        self.init(
            style: look?.style ?? "slip-" + level.rawValue,
            name: look?.word[phrases.language] ?? phrases("order.level." + level.rawValue))
    }
}
