// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// Rows of three registers in invented words: four sales for each visit or placement.
struct InventedRows {
    let pairings: [Pairing]
    private var random: Numbers
    private var count = 0

    private static let channels = ["platform832", "hall", "counter", "live", "store", "fair"]
    private static let buyers = ["budget", "union", "stateFirm", "privateFirm", "persons", "platform"]
    private static let levels = ["province", "cityHead", "cityDeputy", "county", "department", "firm"]

    init(pairings: [Pairing], seed: UInt64) { (self.pairings, random) = (pairings, Numbers(seed: seed)) }

    mutating func skip(to number: Int) {
        random = Numbers(seed: UInt64(number) &+ 3)
        count = number
    }

    /// So many rows of one register and pairing.
    mutating func delivery(_ length: Int) -> EntryDelivery {
        let ledger = ledger(random.below(6))
        let pairing = pairings[random.below(pairings.count)]
        let rows = (0..<length).map { EntryDelivery.Row(place: $0 + 1, input: .values(values(ledger, pairing))) }
        return EntryDelivery(ledger: ledger, pairing: pairing.code, side: .oldArea, rows: rows)
    }

    mutating func row() -> NewEntry {
        let ledger = ledger(random.below(6))
        let pairing = pairings[random.below(pairings.count)]
        return NewEntry(
            ledger: ledger, pairing: pairing.code, side: .oldArea, input: .values(values(ledger, pairing)))
    }

    private func ledger(_ number: Int) -> String { number == 0 ? "visit" : number == 1 ? "placement" : "sale" }

    private mutating func values(_ ledger: String, _ pairing: Pairing) -> [String: FieldValue] {
        count += 1
        // Days of 2022 to 2026.
        let day = Int64(18_993 + random.below(1_800))
        switch ledger {
        case "visit":
            return [
                "direction": .text(random.below(2) == 0 ? "toEastern" : "toOldArea"),
                "level": .text(Self.levels[random.skewed(6)]), "leader": .text("Leader \(count)"),
                "start": .number(day), "end": .number(day + 1), "people": .number(Int64(1 + random.skewed(60))),
                "topics": .text("What both sides spoke of on visit \(count)"),
            ]
        case "placement":
            return [
                "person": .text("Person \(random.below(count + 1))"), "category": .text("ordinary"),
                "home": .text(pairing.oldArea.division.text), "employer": .text("?Works \(random.skewed(3_000))"),
                "work": .text(pairing.eastern.division.text), "start": .number(day),
                "end": .number(day + Int64(random.below(400))), "contract": .number(1),
                "consent": .text("C\(count)"),
            ]
        default:
            return [
                "channel": .text(Self.channels[random.skewed(6)]), "buyerKind": .text(Self.buyers[random.below(6)]),
                "mode": .text(random.below(3) == 0 ? "helped" : "purchase"),
                "buyer": .text("?Buyer \(random.skewed(3_000))"), "seller": .text("?Seller \(random.skewed(500))"),
                "origin": .text(pairing.oldArea.division.text),
                "quantity": .number(Int64(random.skewed(900)) * 1_000_000),
                "measure": .text("box"), "amount": .number(Int64(random.skewed(90_000_000))), "date": .number(day),
                "proof": .text("invoice"), "number": .text("N\(count)"), "estimated": .number(0),
            ]
        }
    }

    /// Somebody who may read these pairings.
    func caller(of pairings: [Identifier<Pairing>]) -> Caller {
        let user = User(
            id: Identifier(at: Instant(milliseconds: 1), random: (1, 1)), username: "bench", displayName: "Bench",
            grants: pairings.map { .observer($0) }, state: .active, mustChangePassword: false, language: .english)
        return Caller(who: .user(user))
    }

    /// Filtered and sorted pages of sales, as somebody asks for them.
    var questions: [(String, @Sendable (inout Numbers) -> EntryQuery)] {
        func query(
            _ sort: String?, _ conditions: @escaping @Sendable (inout Numbers) -> [EntryFilter.Condition]
        ) -> @Sendable (inout Numbers) -> EntryQuery {
            { random in
                var query = EntryQuery(ledger: "sale")
                (query.sort, query.filter) = (sort, EntryFilter(conditions(&random)))
                return query
            }
        }
        @Sendable func choice(_ field: String, _ value: String) -> EntryFilter.Condition {
            EntryFilter.Condition(field: field, test: .oneOf([value]))
        }
        return [
            ("by day", query(nil) { _ in [] }),
            ("one channel, by amount", query("amount") { [choice("channel", Self.channels[$0.below(6)])] }),
            (
                "channel and kind of buyer, by amount",
                query("amount") {
                    [choice("channel", Self.channels[$0.below(6)]), choice("buyerKind", Self.buyers[$0.below(6)])]
                }
            ),
            ("one seller of 500, by day", query(nil) { [choice("seller", "?Seller \($0.skewed(500))")] }),
            ("one buyer of 3,000, by amount", query("amount") { [choice("buyer", "?Buyer \($0.skewed(3_000))")] }),
            (
                "a quarter and a channel, by amount",
                query("amount") { random in
                    let year = 2022 + random.below(4)
                    return [
                        EntryFilter.Condition(field: "date", test: .within(from: "\(year)-04-01", to: "\(year)-06-30")),
                        choice("channel", Self.channels[random.below(6)]),
                    ]
                }
            ),
        ]
    }
}
