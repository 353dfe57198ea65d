// SPDX-License-Identifier: Apache-2.0

/// The supervision orders that the visitor sees.
struct OrdersPage: PageModel {
    static let template = "orders"
    static let samples = [
        OrdersPage(
            summary: "S", pairings: [.sample], sides: [.sample], shows: [.sample], unit: "U", isFiltered: true,
            orders: [.sample], first: "/", next: "/", mayAdd: true, watching: .sample),
        OrdersPage(
            summary: "S", pairings: [], sides: [], shows: [], unit: "", isFiltered: false, orders: [], first: nil,
            next: nil, mayAdd: false, watching: .sample),
    ]

    struct Order: Sendable {
        let id: String
        let number: String
        let matter: String
        let level: LevelView
        let pairing: String
        let side: String
        let units: [Unit]
        let deadline: String
        /// The deadline at first, where it is another now.
        let original: String?
        let state: String
        let stateName: String
        let isOverdue: Bool
        static let sample = Order(
            id: "i", number: "N", matter: "M", level: .sample, pairing: "P", side: "S", units: [.sample],
            deadline: "2026-01-01", original: "2026-01-01", state: "S", stateName: "issued", isOverdue: true)
    }

    struct Unit: Sendable {
        let name: String
        let state: String
        static let sample = Unit(name: "N", state: "S")
    }
    let summary: String
    let pairings: [Choice]
    let sides: [Choice]
    let shows: [Choice]
    let unit: String
    let isFiltered: Bool
    let orders: [Order]
    let first: String?
    let next: String?
    let mayAdd: Bool
    let watching: Watching
    var section: Section? { .orders }
}

/// The colour of a slip, told by a word and by a shape too.
struct LevelView: Sendable {
    let style: String
    let name: String
    static let sample = LevelView(style: "slip-blue", name: "N")
}

/// The form of a new order.
struct NewOrderPage: PageModel {
    static let template = "order-new"
    static let samples = [
        NewOrderPage(places: [.sample], form: .sample, bodies: ["B"]),
        NewOrderPage(places: [], form: nil, bodies: []),
    ]
    /// The sides for which the visitor may draft, where there are several.
    let places: [Choice]
    /// nil where the visitor may draft none.
    let form: FormModel?
    let bodies: [String]
    var section: Section? { .orders }
}
